using System.Diagnostics;

namespace Barelane.TestKit.Vcsim;

/// <summary>The simulator's executable, built from tests/vcsim by the system's Go and govmomi, once per change of its source.</summary>
public static class VcsimProgram
{
    private const string GoSources = "/usr/share/gocode";
    private static readonly Lazy<Task<string>> Built = new(BuildAsync);

    /// <summary>The path of the executable. A failed build is an error, so that a missing package can't hide a test.</summary>
    public static Task<string> PathAsync() => Built.Value;

    private static async Task<string> BuildAsync()
    {
        var root = Repository.Root;
        var sources = Directory.GetFiles(Path.Combine(root, "tests", "vcsim"), "*.go");
        var folder = Path.Combine(root, "artifacts", "vcsim");
        var target = Path.Combine(folder, "vcsim");
        Directory.CreateDirectory(folder);
        using var only = await LockAsync(Path.Combine(folder, "lock"));
        if (File.Exists(target) && File.GetLastWriteTimeUtc(target) > sources.Max(File.GetLastWriteTimeUtc))
        {
            return target;
        }

        var path = Path.Combine(folder, "gopath");
        var package = Path.Combine(path, "src", "vcsim");
        Directory.CreateDirectory(package);
        foreach (var source in sources)
        {
            File.Copy(source, Path.Combine(package, Path.GetFileName(source)), overwrite: true);
        }

        var fresh = target + ".new";
        await RunAsync(package, path, fresh);
        File.Move(fresh, target, overwrite: true);
        return target;
    }

    private static async Task RunAsync(string folder, string goPath, string output)
    {
        var start = new ProcessStartInfo("go", ["build", "-o", output, "."]) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["GO111MODULE"] = "off";
        start.Environment["GOPATH"] = goPath + ":" + GoSources;
        start.Environment["GOFLAGS"] = string.Empty;
        start.Environment["GOCACHE"] = Path.Combine(goPath, "cache");
        using var go = Process.Start(start) ?? throw new InvalidOperationException("The program 'go' did not start; required are Debian's golang-go and golang-github-vmware-govmomi-dev.");
        var errors = go.StandardError.ReadToEndAsync();
        await go.StandardOutput.ReadToEndAsync();
        await go.WaitForExitAsync();
        if (go.ExitCode != 0)
        {
            throw new InvalidOperationException($"'go build' of tests/vcsim ended with {go.ExitCode}; required are Debian's golang-go and golang-github-vmware-govmomi-dev. {await errors}");
        }
    }

    /// <summary>Waits for another test process that builds at the same time.</summary>
    private static async Task<FileStream> LockAsync(string path)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < 1200)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250));
            }
        }
    }
}
