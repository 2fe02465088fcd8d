namespace Barelane.Kvm.Tests.Trees;

/// <summary>XML of domains.</summary>
internal static class Domains
{
    /// <summary>A q35 machine with EFI firmware, three root ports of which the last two are free, and what is added to its devices.</summary>
    public static string Q35(string name = "train-02", string devices = "", string cpu = "<cpu mode='host-passthrough' check='none'/>", string extra = "") => $"""
        <domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
          <name>{name}</name>
          <memory unit='KiB'>33554432</memory>
          <vcpu placement='static'>8</vcpu>
          <os firmware='efi'><type arch='x86_64' machine='pc-q35-7.2'>hvm</type><boot dev='hd'/></os>
          {cpu}
          {extra}
          <devices>
            <disk type='file' device='disk'><source file='/var/lib/libvirt/images/{name}.qcow2'/><target dev='vda' bus='virtio'/>
              <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/></disk>
            <interface type='network'><source network='default'/></interface>
            <controller type='pci' index='0' model='pcie-root'/>
            <controller type='pci' index='1' model='pcie-root-port'><address type='pci' domain='0x0000' bus='0x00' slot='0x02' function='0x0'/></controller>
            <controller type='pci' index='2' model='pcie-root-port'><address type='pci' domain='0x0000' bus='0x00' slot='0x02' function='0x1'/></controller>
            <controller type='pci' index='3' model='pcie-root-port'><address type='pci' domain='0x0000' bus='0x00' slot='0x02' function='0x2'/></controller>
            <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0' state='connected'/></channel>
            {devices}
            <memballoon model='virtio'/>
          </devices>
        </domain>
        """;

    /// <summary>A host function in the guest's slot.</summary>
    public static string Hostdev(string source, string guest, bool isManaged = true)
    {
        var (s, g) = (source.Split(':', '.'), guest.Split(':', '.'));
        return $"""
            <hostdev mode='subsystem' type='pci' managed='{(isManaged ? "yes" : "no")}'>
              <source><address domain='0x{s[0]}' bus='0x{s[1]}' slot='0x{s[2]}' function='0x{s[3]}'/></source>
              <address type='pci' domain='0x{g[0]}' bus='0x{g[1]}' slot='0x{g[2]}' function='0x{g[3]}'/>
            </hostdev>
            """;
    }

    /// <summary>A mediated device in the guest's slot.</summary>
    public static string Mediated(string uuid, string guestBus) => $"""
        <hostdev mode='subsystem' type='mdev' managed='no' model='vfio-pci'>
          <source><address uuid='{uuid}'/></source>
          <address type='pci' domain='0x0000' bus='0x{guestBus}' slot='0x00' function='0x0'/>
        </hostdev>
        """;

    /// <summary>Barelane's mark.</summary>
    public static string Mark(string document, string cards) =>
        $"<metadata><barelane:given xmlns:barelane='urn:barelane:1' document='{document}' owner='rack7/train-02' run='r1' cards='{cards}' version='1'/></metadata>";
}
