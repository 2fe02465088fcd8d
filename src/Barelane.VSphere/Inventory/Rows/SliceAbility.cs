using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>A HostSharedGpuCapabilities: what a VM with a slice of this profile can still do.</summary>
internal sealed record SliceAbility(string Profile, bool DiskSnapshot, bool MemorySnapshot, bool Suspend, bool Migrate)
{
    public static SliceAbility Read(VimReader reader)
    {
        var profile = "";
        bool disk = false, memory = false, suspend = false, migrate = false;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "vgpu":
                    profile = reader.ReadPooled();
                    break;
                case "diskSnapshotSupported":
                    disk = reader.ReadBoolean();
                    break;
                case "memorySnapshotSupported":
                    memory = reader.ReadBoolean();
                    break;
                case "suspendSupported":
                    suspend = reader.ReadBoolean();
                    break;
                case "migrateSupported":
                    migrate = reader.ReadBoolean();
                    break;
            }
        }

        return new SliceAbility(profile, disk, memory, suspend, migrate);
    }
}
