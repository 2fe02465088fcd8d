using Barelane.Twin.Model;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>Guest operations through VMware Tools: GuestAuthManager, GuestProcessManager, GuestFileManager.</summary>
internal static class GuestService
{
    public static void Register(Dictionary<string, Func<Call, object?>> table)
    {
        table["ValidateCredentialsInGuest"] = call =>
        {
            Open(call, "Query");
            return null;
        };
        table["StartProgramInGuest"] = StartProgram;
        table["ListProcessesInGuest"] = ListProcesses;
        table["ReadEnvironmentVariableInGuest"] = ReadEnvironment;
        table["InitiateFileTransferFromGuest"] = Download;
        table["InitiateFileTransferToGuest"] = Upload;
        table["CreateTemporaryFileInGuest"] = CreateTemporary;
        table["DeleteFileInGuest"] = Delete;
        table["ListFilesInGuest"] = ListFiles;
    }

    /// <summary>The running guest, once the caller may and is who he says he is.</summary>
    private static TwinVm Open(Call call, string operation)
    {
        var vm = call.Get<TwinVm>("vm");
        call.Demand($"VirtualMachine.GuestOperations.{operation}", vm);
        if (!vm.IsPoweredOn)
        {
            throw VimFaults.InvalidPowerState("poweredOn", vm.PowerState);
        }

        if (!vm.ToolsRunning)
        {
            throw VimFaults.Of("GuestOperationsUnavailable", "The guest operations agent could not be contacted.");
        }

        var auth = call.Args.Child("auth")!;
        if (vm.Guest.User is null || auth.Text("username") != vm.Guest.User || auth.Text("password") != vm.Guest.Password)
        {
            throw VimFaults.Of("InvalidGuestLogin", "Failed to authenticate with the guest operating system using the supplied credentials.");
        }

        return vm;
    }

    private static object StartProgram(Call call)
    {
        var vm = Open(call, "Execute");
        var spec = call.Args.Child("spec")!;
        return vm.Machine.Start(spec.Text("programPath")!, spec.Text("arguments") ?? string.Empty, vm.Guest.User!).Pid;
    }

    private static VimArray ListProcesses(Call call)
    {
        var vm = Open(call, "Query");
        var now = call.Site.Clock.Now;
        var pids = call.Args.Items<long>("pids").ToHashSet();
        return VimArray.Of(vm.Machine.Processes.Where(p => pids.Count == 0 || pids.Contains(p.Pid)).Select(p =>
            new VimObject("GuestProcessInfo").Set("name", p.Name).Set("pid", p.Pid).Set("owner", p.Owner)
                .Set("cmdLine", p.CommandLine).Set("startTime", p.Started)
                .Set("endTime", p.Ends <= now ? p.Ends : null).Set("exitCode", p.Ends <= now ? p.ExitCode : null)));
    }

    private static VimArray ReadEnvironment(Call call)
    {
        var vm = Open(call, "Query");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
            ["HOME"] = "/home/" + vm.Guest.User,
            ["USER"] = vm.Guest.User!,
        };
        var names = call.Args.Items<string>("names").ToList();
        return VimArray.Of(variables.Where(v => names.Count == 0 || names.Contains(v.Key)).Select(v => $"{v.Key}={v.Value}"));
    }

    private static VimObject Download(Call call)
    {
        var vm = Open(call, "Query");
        var path = call.Args.Text("guestFilePath")!;
        var bytes = vm.Machine.Files.Bytes(path) ?? throw NotFound(path);
        return new VimObject("FileTransferInformation").Set("attributes", new VimObject("GuestPosixFileAttributes"))
            .Set("size", (long)bytes.Length).Set("url", Url(call, vm, path, isUpload: false));
    }

    private static string Upload(Call call)
    {
        var vm = Open(call, "Modify");
        var path = call.Args.Text("guestFilePath")!;
        return call.Args.Flag("overwrite") == true || vm.Machine.Files.Bytes(path) is null
            ? Url(call, vm, path, isUpload: true)
            : throw new VimFaultException(new VimObject("FileAlreadyExists").Set("file", path), $"The file '{path}' already exists.");
    }

    private static string CreateTemporary(Call call)
    {
        var vm = Open(call, "Modify");
        var folder = call.Args.Text("directoryPath") ?? "/tmp";
        var path = $"{folder}/{call.Args.Text("prefix")}{Guid.NewGuid():N}{call.Args.Text("suffix")}";
        vm.Machine.Files.Write(path, string.Empty);
        return path;
    }

    private static object? Delete(Call call)
    {
        var vm = Open(call, "Modify");
        var path = call.Args.Text("filePath")!;
        return vm.Machine.Files.Delete(path) ? null : throw NotFound(path);
    }

    private static VimObject ListFiles(Call call)
    {
        var vm = Open(call, "Query");
        var path = call.Args.Text("filePath")!;
        var found = vm.Machine.Files.All.Where(f => f.Key == path || f.Key.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal))
            .Select(f => new VimObject("GuestFileInfo").Set("path", f.Key).Set("type", "file").Set("size", (long)f.Value.Length)
                .Set("attributes", new VimObject("GuestPosixFileAttributes"))).ToList();
        return found.Count == 0 ? throw NotFound(path)
            : new VimObject("GuestListFileInfo").Set("files", VimArray.Of(found)).Set("remaining", 0);
    }

    private static string Url(Call call, TwinVm vm, string path, bool isUpload) =>
        $"{call.Endpoint}/guestFile?id={vm.Ref.Id}&token={call.Site.Transfers.Grant(vm, path, isUpload)}";

    private static VimFaultException NotFound(string path) =>
        new(new VimObject("FileNotFound").Set("file", path), $"The file '{path}' was not found in the guest.");
}
