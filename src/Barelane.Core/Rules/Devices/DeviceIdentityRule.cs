using Barelane.Core.Facts;
using Barelane.Core.Goals;

namespace Barelane.Core.Rules.Devices;

/// <summary>Devices that hold data must be told apart.</summary>
internal sealed class DeviceIdentityRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-IDENTITY-001",
        Title = "A drive is named so that no other can be meant",
        Why = "Two drives of one model look alike and hold different data: given to the wrong VM, the wrong data is read or overwritten.",
        Source = "derived",
        Reads = [DeviceFacts.Class, DeviceFacts.Serial],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect)
        {
            yield break;
        }

        var selector = subject.Assignment.Assignment.Gpu;
        foreach (var device in subject.Assignment.Gpus.Select(g => g.Main).Where(d => subject.Read(DeviceFacts.Class, d).Value.IsStorage))
        {
            const string Required = "a drive named by its serial number, or by an address where no twin is";
            var twins = subject.Host.Devices.Count(d => d.Address != device.Address && d.Id == device.Id);
            var serial = subject.Read(DeviceFacts.Serial, device);
            var remedy = $"Name the drive: 'address: \"{device.Address}\"'" + (serial.HasValue ? $" or 'serial: \"{serial.Value}\"'." : ", after checking which slot that is.");
            yield return (twins, selector, subject.Variant) switch
            {
                (0, _, _) => subject.Pass(device.Ref, "no other device of its model is in the host", Required),
                (_, { Serial: not null }, WayVariant.DirectFixed) => subject.Pass(device.Ref, "named by its serial number", Required),
                (_, { Address: not null }, WayVariant.DirectFixed) when serial.HasValue => subject.Pass(device.Ref, "named by its address, with its serial number known", Required),
                (_, { Address: not null }, WayVariant.DirectFixed) => subject.Unseen(device.Ref, "Its serial number", serial, Required,
                    $"Make sure that '{device.Address}' is the drive meant ({twins} more of its model), then accept DEVICE-IDENTITY-001."),
                _ => subject.Say(Severity.Block, device.Ref, $"{Amount.Of(twins, "more device")} of its model [{device.Id}] in the host, and nothing in the file tells them apart", Required, remedy),
            };
        }
    }
}
