using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Host;

/// <summary>
/// The errors of the Hyper-V module: the first part of the fully qualified id and the category that goes with it. Recorded: OperationFailed with NotSpecified (Microsoft KB 4052082),
/// ObjectNotFound with ObjectNotFound (Easy-GPU-PV #449), AccessDenied with PermissionDenied (Set-VMDvdDrive in public logs), InvalidParameter with InvalidArgument (Easy-GPU-PV #278).
/// </summary>
internal sealed class Failures(FakeHost host)
{
    public PsException Missing(string key, params object?[] values) => Of("ObjectNotFound", "ObjectNotFound", key, values);

    public PsException Invalid(string key, params object?[] values) => Of("InvalidParameter", "InvalidArgument", key, values);

    public PsException State(string key, params object?[] values) => Of("InvalidState", "InvalidOperation", key, values);

    public PsException Failed(string key, params object?[] values) => Of("OperationFailed", "NotSpecified", key, values);

    public PsException Denied(string key, params object?[] values) => Of("AccessDenied", "PermissionDenied", key, values);

    public PsException Of(string id, string category, string key, params object?[] values) => new(new PsErrorRecord
    {
        Id = id,
        Category = category,
        Message = Texts.Of(host.Culture, key, values),
        Type = "Microsoft.HyperV.PowerShell.VirtualizationException",
        HResult = unchecked((int)0x80131500),
    });
}
