using System.CommandLine;
using Barelane.Cli.Inputs;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Engine.Documents;

namespace Barelane.Cli.Parsing;

/// <summary>A site named on the command line: by its endpoint, with account and certificate, or by its alias in the document.</summary>
internal sealed class SiteArguments
{
    private readonly Argument<string?> _site = new("site")
    {
        Description = "An endpoint (https://HOST/sdk), or a site's alias in the document; left out: every site of the document",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _user = new("--user", "-u") { Description = "The account, for an endpoint", HelpName = "USER" };

    private readonly Option<string?> _password = new("--password")
    {
        Description = "Where its password is to be had: env:NAME, file:PATH or command:LINE, never the password itself",
        HelpName = "WHERE",
    };

    private readonly Option<string?> _certificate = new("--certificate")
    {
        Description = "The fingerprint the endpoint's certificate must have; left out: this machine's authorities decide",
        HelpName = "sha256:HEX",
    };

    private readonly Option<string> _file = CommonOptions.File();

    /// <summary>Adds the argument and its options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_site);
        command.Options.Add(_user);
        command.Options.Add(_password);
        command.Options.Add(_certificate);
        command.Options.Add(_file);
    }

    /// <summary>The document's file, whether it is there or not.</summary>
    public string File(ParseResult parse) => parse.GetValue(_file)!;

    /// <summary>Whether a site was named at all.</summary>
    public bool NamesASite(ParseResult parse) => parse.GetValue(_site) is not null;

    /// <summary>Whether the document decides: no site was named, or one by its alias.</summary>
    public bool NamesNoEndpoint(ParseResult parse) => parse.GetValue(_site)?.Contains("://", StringComparison.Ordinal) != true;

    /// <summary>The sites that are meant.</summary>
    public async Task<IReadOnlyList<SiteSpec>> ResolveAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var name = parse.GetValue(_site);
        if (name is not null && name.Contains("://", StringComparison.Ordinal))
        {
            return [OfEndpoint(name, parse)];
        }

        if ((parse.GetValue(_user) ?? parse.GetValue(_password) ?? parse.GetValue(_certificate)) is not null)
        {
            throw new UsageException("'--user', '--password' and '--certificate' go with an endpoint such as 'https://vcenter.example/sdk'; a document's sites bring their own.");
        }

        var document = await DocumentFile.ReadAsync(parse.GetValue(_file)!, cancellationToken).ConfigureAwait(false);
        if (name is null)
        {
            return document.Sites;
        }

        var aliases = document.Sites.Select(s => s.Alias).ToList();
        return document.Sites.Where(s => string.Equals(s.Alias, name, StringComparison.Ordinal)).ToList() is { Count: > 0 } found
            ? found
            : throw new UsageException($"The document has no site '{name}'.{Nearest.Hint(name, aliases)} An endpoint is written as 'https://HOST/sdk', 'qemu+ssh://root@HOST/system', 'winrm://HOST' or 'ssh://USER@HOST'.");
    }

    private SiteSpec OfEndpoint(string endpoint, ParseResult parse)
    {
        var hypervisor = HypervisorOf(endpoint);
        if (Endpoints.Problem(hypervisor, endpoint) is { } problem)
        {
            throw new UsageException(problem);
        }

        var password = parse.GetValue(_password);
        var certificate = parse.GetValue(_certificate);
        return new SiteSpec
        {
            Alias = AliasOf(new Uri(endpoint)),
            Hypervisor = hypervisor,
            Endpoint = endpoint,
            User = parse.GetValue(_user),
            Password = password is null ? null : SecretRef.TryParse(password)
                ?? throw new UsageException("'--password' takes env:NAME, file:PATH or command:LINE, never the password itself: a command line is seen by everybody on the machine. If this was a real password, change it."),
            Certificate = certificate is null ? null : Endpoints.Fingerprint(certificate)
                ?? throw new UsageException("'--certificate' takes 'sha256:' and 64 hex digits, as the message about an untrusted certificate shows them."),
        };
    }

    /// <summary>By its scheme; of two services with HTTPS, WinRM has its own port and path.</summary>
    private static Hypervisor HypervisorOf(string endpoint) => !Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) ? Hypervisor.VSphere : uri switch
    {
        { Scheme: "qemu" or "qemu+ssh" } => Hypervisor.Kvm,
        { Scheme: "ssh" or "winrm" } or { Scheme: "https", Port: 5986 } => Hypervisor.HyperV,
        { Scheme: "https" } when uri.AbsolutePath.StartsWith("/wsman", StringComparison.OrdinalIgnoreCase) => Hypervisor.HyperV,
        _ => Hypervisor.VSphere,
    };

    /// <summary>A site without a document needs a name: its host's first label, or the whole address where it has no name; this machine is the local one.</summary>
    private static string AliasOf(Uri endpoint) => endpoint.Host.Length == 0 ? "local"
        : endpoint.HostNameType == UriHostNameType.Dns ? endpoint.Host.Split('.')[0] : endpoint.DnsSafeHost;
}
