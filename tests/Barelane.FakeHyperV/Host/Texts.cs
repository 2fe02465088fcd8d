using System.Globalization;

namespace Barelane.FakeHyperV.Host;

/// <summary>
/// Messages as hosts of several languages print them. Each English text names its source; another language's text is from the place named beside it, or, where
/// nobody published it, marked as made here: then only its being another language is to be relied on.
/// </summary>
internal static class Texts
{
    private static readonly Dictionary<string, (string En, string? De, string? Zh)> All = new()
    {
        // docs.microsoft.com/troubleshoot, and any host: Get-VM of a name that does not exist. German: administrator.de, mcseboard.de.
        ["vm-name"] = ("Hyper-V was unable to find a virtual machine with name \"{0}\".", "Hyper-V konnte keinen virtuellen Computer mit dem Namen \"{0}\" finden.", "Hyper-V 找不到名为“{0}”的虚拟机。"),
        ["vm-id"] = ("Hyper-V was unable to find a virtual machine with id {0}.", "Hyper-V konnte keinen virtuellen Computer mit der ID {0} finden.", "Hyper-V 找不到 ID 为 {0} 的虚拟机。"),
        // Any host, without elevation. German: made here.
        ["denied"] = (
            "You do not have the required permission to complete this task. Contact the administrator of the authorization policy for the computer '{0}'.",
            "Sie verfügen nicht über die erforderliche Berechtigung zum Ausführen dieser Aufgabe. Wenden Sie sich an den Administrator der Autorisierungsrichtlinie für den Computer \"{0}\".",
            "你没有完成此任务所需的权限。请与计算机“{0}”的授权策略的管理员联系。"),
        ["vmms"] = (
            "Hyper-V encountered an error trying to access an object on computer '{0}' because the object was not found. The object might have been deleted. Verify that the Virtual Machine Management service on the computer is running.",
            "Hyper-V hat beim Zugriff auf ein Objekt auf dem Computer \"{0}\" einen Fehler festgestellt, da das Objekt nicht gefunden wurde. Möglicherweise wurde das Objekt gelöscht. Stellen Sie sicher, dass der Dienst \"Verwaltung für virtuelle Computer\" auf dem Computer ausgeführt wird.",
            null),
        // reference §6 #1: team-blog/2015/20151123, Jake Oshins.
        ["directives"] = (
            "The operation failed.\nThe manufacturer of this device has not supplied any directives for securing this device while exposing it to a virtual machine. The device should only be exposed to trusted virtual machines. This device is not supported when passed through to a virtual machine.",
            "Fehler bei dem Vorgang.\nDer Hersteller dieses Geräts hat keine Anweisungen zum Sichern des Geräts bereitgestellt, während es für einen virtuellen Computer verfügbar gemacht wird. Das Gerät sollte nur für vertrauenswürdige virtuelle Computer verfügbar gemacht werden.",
            "操作失败。\n此设备的制造商未提供在向虚拟机公开此设备时保护该设备的任何指令。"),
        // reference §6 #2: intel/haxm #149. Chinese: ExHyperV #139.
        ["bus-control"] = (
            "The operation failed.\nThe current configuration does not allow for OS control of the PCI Express bus. Please check your BIOS or UEFI settings.",
            "Fehler bei dem Vorgang.\nDie aktuelle Konfiguration erlaubt keine Steuerung des PCI Express-Busses durch das Betriebssystem. Überprüfen Sie die BIOS- oder UEFI-Einstellungen.",
            "操作失败。\n当前配置不允许操作系统控制PCI Express总线。请检查你的BIOS或UEFI设置"),
        // reference §6 #3.
        ["device-missing"] = ("The specified device '{0}' was not found on server '{1}'.", "Das angegebene Gerät \"{0}\" wurde auf dem Server \"{1}\" nicht gefunden.", "在服务器“{1}”上找不到指定的设备“{0}”。"),
        // Made here after Msvm_AssignableDeviceService: 32774 System is in use, 32775 Invalid state for this operation.
        ["in-use"] = ("The operation failed. The device '{0}' is in use.", "Fehler bei dem Vorgang. Das Gerät \"{0}\" wird verwendet.", null),
        ["state"] = (
            "'{0}' failed to modify settings. The operation cannot be performed while the virtual machine is in its current state.",
            "\"{0}\": Fehler beim Ändern der Einstellungen. Der Vorgang kann nicht ausgeführt werden, solange sich der virtuelle Computer im aktuellen Zustand befindet.",
            "“{0}”修改设置失败。虚拟机处于当前状态时无法执行该操作。"),
        // reference §6 #4: FQID OperationFailed as in Microsoft's KB 4052082; the text in several guides, e.g. a DDA on Windows 11 guide of 2026.
        ["hypervisor-feature"] = (
            "'{0}' failed to start.\n\nVirtual Pci Express Port (Instance ID {1}): Failed to Power on with Error 'A hypervisor feature is not available to the user.'. (0xC035001E)",
            "Fehler beim Starten von \"{0}\".\n\nVirtual Pci Express Port (Instanz-ID {1}): Fehler beim Einschalten: \"Eine Hypervisorfunktion ist für den Benutzer nicht verfügbar.\" (0xC035001E)",
            "“{0}”启动失败。\n\nVirtual Pci Express Port (实例 ID {1}): 打开电源失败，错误为“虚拟机监控程序功能对用户不可用。”(0xC035001E)"),
        // reference §6 #5; windowsserverdocs #3083.
        ["element"] = (
            "'{0}' failed to start.\n\nVirtual Pci Express Port (Instance ID {1}): Failed to Power on with Error 'Element not found.'. (0x80070490)",
            "Fehler beim Starten von \"{0}\".\n\nVirtual Pci Express Port (Instanz-ID {1}): Fehler beim Einschalten: \"Element nicht gefunden.\" (0x80070490)",
            "“{0}”启动失败。\n\nVirtual Pci Express Port (实例 ID {1}): 打开电源失败，错误为“找不到元素。”(0x80070490)"),
        // reference §1.5: EGP #278.
        ["upper-mmio"] = (
            "Virtual machine '{0}' cannot be started. The upper MMIO region (0x{1:x16}) is above the supported physical address range. Make sure that the upper MMIO region is below 0x{2:x16}.",
            "Der virtuelle Computer \"{0}\" kann nicht gestartet werden. Der obere MMIO-Bereich (0x{1:x16}) liegt über dem unterstützten physischen Adressbereich. Stellen Sie sicher, dass der obere MMIO-Bereich unter 0x{2:x16} liegt.",
            null),
        // reference §6 #11: EGP #316, #361, #417, #62.
        ["insufficient"] = (
            "'{0}' failed to start.\n\nGPU Partition (Instance ID {1}): Error 'Insufficient system resources exist to complete the requested service.'. (0x800705AA)\n\nFailed to finish reserving resources with Error 'Insufficient system resources exist to complete the requested service.'. (0x800705AA)",
            "Fehler beim Starten von \"{0}\".\n\nGPU-Partition (Instanz-ID {1}): Fehler \"Nicht genügend Systemressourcen, um den angeforderten Dienst auszuführen.\" (0x800705AA)",
            "“{0}”启动失败。\n\nGPU 分区 (实例 ID {1}): 错误“系统资源不足，无法完成请求的服务。”(0x800705AA)"),
        // reference §6 #13: EGP #125.
        ["policy"] = (
            "'{0}' failed to start.\n\nCould not allocate partitionable GPU device '{2}' that is not compliant with currently set group policy.  See HyperV\\RequireSecureDeviceAssignment and HyperV\\RequireSupportedDeviceAssignment for more details. (0x800704EC)",
            "Fehler beim Starten von \"{0}\".\n\nDas partitionierbare GPU-Gerät \"{2}\" konnte nicht zugeordnet werden, da es nicht mit der aktuell festgelegten Gruppenrichtlinie kompatibel ist. (0x800704EC)",
            null),
        // reference §1.8 and §6 #17: the Chinese text is ExHyperV #60's; the English one is made here.
        ["memory"] = (
            "The specified memory settings are incompatible with device assignment or GPU partitioning. When dynamic memory is enabled and a device or GPU is assigned, startup memory must be equal to minimum memory.",
            "Die angegebenen Speichereinstellungen sind nicht mit der Gerätezuweisung oder der GPU-Partitionierung kompatibel.",
            "指定的内存设置与设备分配或 GPU 分区不兼容。当启用了动态内存同时也分配了设备或 GPU 时，启动内存大小与最小内存大小必须相等。"),
        // learnk8s.io and Stack Overflow: Start-VM with OutOfMemory.
        ["out-of-memory"] = (
            "'{0}' failed to start.\n\nNot enough memory in the system to start the virtual machine {0} with ram size {1} megabytes.\n\nCould not initialize memory: Ran out of memory (0x8007000E).",
            "Fehler beim Starten von \"{0}\".\n\nIm System ist nicht genügend Arbeitsspeicher verfügbar, um den virtuellen Computer \"{0}\" mit einer RAM-Größe von {1} MB zu starten. (0x8007000E)",
            null),
        // reference §6 #15: EGP #449.
        ["partition-missing"] = ("Unable to find a Gpu partition adapter matching the given criteria.", "Es konnte kein GPU-Partitionsadapter gefunden werden, der den angegebenen Kriterien entspricht.", null),
        // Made here after docs.microsoft.com deploy-graphics-devices-using-dda: 'Automatic Stop Action must be TurnOff'.
        ["stop-action"] = (
            "'{0}' failed to modify settings. A device can be assigned only where the automatic stop action is to turn the virtual machine off.",
            "\"{0}\": Fehler beim Ändern der Einstellungen. Ein Gerät kann nur zugewiesen werden, wenn die automatische Stoppaktion \"Ausschalten\" ist.",
            null),
        // reference §6 #39; the first sentence as recorded in Easy-GPU-PV #469.
        ["checkpoint"] = (
            "The operation cannot be performed on the virtual machine because it is assigned one or more GPUP partitions or devices. ('{0}')",
            "Der Vorgang kann auf dem virtuellen Computer \"{0}\" nicht ausgeführt werden, da ihm GPU-Partitionen oder Geräte zugewiesen sind.",
            null),
        // learn.microsoft.com, stop-vm: the guest's shutdown service does not answer.
        ["no-shutdown"] = (
            "Failed to shut down virtual machine '{0}'. The device is not ready for use. (0x800710DF)",
            "Fehler beim Herunterfahren des virtuellen Computers \"{0}\". Das Gerät kann nicht verwendet werden. (0x800710DF)",
            null),
        // learn.microsoft.com/windows-server, withdrawal of RemoteFX: texts not found in any stored copy (reference §3), made here.
        ["remotefx-gone"] = ("'{0}' failed to start. The RemoteFX feature is not available on this computer. (0xC0370027)", "Fehler beim Starten von \"{0}\". RemoteFX ist auf diesem Computer nicht verfügbar. (0xC0370027)", null),
        ["count"] = ("The partition count {0} is not valid for the partitionable GPU '{1}'.", "Die Partitionsanzahl {0} ist für die partitionierbare GPU \"{1}\" ungültig.", null),
        ["pool-missing"] = ("Hyper-V was unable to find a resource pool with name \"{0}\".", "Hyper-V konnte keinen Ressourcenpool mit dem Namen \"{0}\" finden.", null),
        ["pool-exists"] = ("A resource pool with name \"{0}\" exists already.", "Ein Ressourcenpool mit dem Namen \"{0}\" ist bereits vorhanden.", null),
        ["pool-empty"] = (
            "'{0}' failed to start.\n\nVirtual Pci Express Port (Instance ID {1}): Failed to Power on with Error 'Insufficient system resources exist to complete the requested service.'. (0x800705AA)",
            "Fehler beim Starten von \"{0}\".\n\nVirtual Pci Express Port (Instanz-ID {1}): Fehler beim Einschalten: \"Nicht genügend Systemressourcen, um den angeforderten Dienst auszuführen.\" (0x800705AA)",
            null),
    };

    public static IReadOnlyCollection<string> Keys => All.Keys;

    /// <summary>A message in the host's language; English where it has none of its own.</summary>
    public static string Of(string culture, string key, params object?[] values)
    {
        var (en, de, zh) = All[key];
        var text = culture.StartsWith("de", StringComparison.OrdinalIgnoreCase) ? de ?? en : culture.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? zh ?? en : en;
        return string.Format(CultureInfo.InvariantCulture, text, values);
    }
}
