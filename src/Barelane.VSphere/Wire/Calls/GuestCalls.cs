namespace Barelane.VSphere.Wire;

/// <summary>
/// Guest operations through VMware Tools. The managers named here are the properties 'authManager', 'processManager' and 'fileManager' of the server's
/// 'guestOperationsManager'. The guest's password travels in every call and is kept out of every message.
/// </summary>
internal static class GuestCalls
{
    public static VimCall<bool> ValidateCredentials(ManagedObjectRef authManager, ManagedObjectRef vm, VimCredential guest) =>
        Secret(guest, VimCall.Do("ValidateCredentialsInGuest", authManager, changes: false, writer => WriteHead(writer, vm, guest)));

    /// <summary>Starts a program and answers with its process id; the arguments are one string that the guest takes apart.</summary>
    public static VimCall<long> StartProgram(ManagedObjectRef processManager, ManagedObjectRef vm, VimCredential guest, GuestProgram program) =>
        Secret(guest, VimCall.Make(
            "StartProgramInGuest",
            processManager,
            changes: true,
            writer =>
            {
                WriteHead(writer, vm, guest);
                program.Write(writer);
            },
            reader => reader.ReadInt64()));

    /// <summary>The processes with these ids, also those that ended within the last minutes.</summary>
    public static VimCall<List<GuestProcess>> ListProcesses(ManagedObjectRef processManager, ManagedObjectRef vm, VimCredential guest, IReadOnlyList<long> pids) =>
        Secret(guest, VimCall.AskAll(
            "ListProcessesInGuest",
            processManager,
            writer =>
            {
                WriteHead(writer, vm, guest);
                foreach (var pid in pids)
                {
                    writer.Write("pids", pid);
                }
            },
            GuestProcess.Read));

    public static VimCall<GuestFile> ReadFile(ManagedObjectRef fileManager, ManagedObjectRef vm, VimCredential guest, string path) =>
        Secret(guest, VimCall.Make(
            "InitiateFileTransferFromGuest",
            fileManager,
            changes: false,
            writer =>
            {
                WriteHead(writer, vm, guest);
                writer.Write("guestFilePath", path);
            },
            GuestFile.Read));

    /// <summary>Answers with the address to which the content is to be put.</summary>
    public static VimCall<string> WriteFile(ManagedObjectRef fileManager, ManagedObjectRef vm, VimCredential guest, string path, long size, bool overwrite) =>
        Secret(guest, VimCall.Make(
            "InitiateFileTransferToGuest",
            fileManager,
            changes: true,
            writer =>
            {
                WriteHead(writer, vm, guest);
                writer.Write("guestFilePath", path);
                writer.Open("fileAttributes", "GuestFileAttributes");
                writer.Close();
                writer.Write("fileSize", size);
                writer.Write("overwrite", overwrite);
            },
            reader => reader.ReadString()));

    public static VimCall<bool> DeleteFile(ManagedObjectRef fileManager, ManagedObjectRef vm, VimCredential guest, string path) =>
        Secret(guest, VimCall.Do("DeleteFileInGuest", fileManager, changes: true, writer =>
        {
            WriteHead(writer, vm, guest);
            writer.Write("filePath", path);
        }));

    private static void WriteHead(VimWriter writer, ManagedObjectRef vm, VimCredential guest)
    {
        writer.Write("vm", vm);
        writer.Open("auth", "NamePasswordAuthentication");
        writer.Write("interactiveSession", false);
        writer.Write("username", guest.User);
        writer.Write("password", guest.Password);
        writer.Close();
    }

    private static VimCall<T> Secret<T>(VimCredential guest, VimCall<T> call) => call with { Secrets = [guest.Password] };
}
