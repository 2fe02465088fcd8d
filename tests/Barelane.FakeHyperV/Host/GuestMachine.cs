using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Host;

/// <summary>The Windows inside of a VM, as far as a script that was sent there sees it: its files and its programs.</summary>
internal sealed class GuestMachine(FakeHost host, FakeVm vm) : IMachine
{
    public ICmdlet? Find(string name) => Cmdlets.FileCmdlets.All.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.On(vm.Inside);

    public object? Static(string type, string member, IReadOnlyList<object?>? arguments) => (type, member.ToLowerInvariant()) switch
    {
        ("system.diagnostics.process", "start") => Start((PsObject)arguments![0]!),
        ("system.io.file", "readallbytes") => vm.Files[Inside(Conversion.ToText(arguments![0]))].Content,
        ("system.io.file", "open") => Open(Inside(Conversion.ToText(arguments![0])), Conversion.ToText(arguments[1])),
        _ => HostStatics.Answer(host, type, member, arguments),
    };

    private static string Inside(string path) => path.Length > 2 && path[1] == ':' ? path[3..] : path;

    private GuestStream Open(string path, string mode)
    {
        if (mode == "Create")
        {
            vm.Files[path] = new FakeFile([]);
        }

        return new GuestStream(vm, path);
    }

    private PsObject Start(PsObject start)
    {
        var (name, line) = (Conversion.ToText(start["FileName"]), Conversion.ToText(start["Arguments"]));
        var end = vm.Program(name, line) ?? throw new PsException(new PsErrorRecord
        {
            Id = "Win32Exception",
            Category = "NotSpecified",
            Message = "Exception calling \"Start\" with \"1\" argument(s): \"The system cannot find the file specified\"",
            Type = "System.Management.Automation.MethodInvocationException",
        });
        return new PsObject("System.Diagnostics.Process").With("Ends", end.ExitCode is not null).With("ExitCode", end.ExitCode ?? -1).With("StandardInput", new PsObject("System.IO.StreamWriter"))
            .With("StandardOutput", new PsObject("System.IO.StreamReader").With("Text", end.Output)).With("StandardError", new PsObject("System.IO.StreamReader").With("Text", end.Error));
    }
}
