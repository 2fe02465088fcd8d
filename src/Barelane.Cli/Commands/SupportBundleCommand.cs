using System.CommandLine;
using System.Globalization;
using Barelane.Cli.Inputs;
using Barelane.Cli.Parsing;
using Barelane.Cli.Support;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Engine.Support;
using Barelane.Rendering.Json;
using Barelane.Rendering.Support;

namespace Barelane.Cli.Commands;

/// <summary><c>support-bundle</c>: what a vendor's support asks for, in one archive.</summary>
internal static class SupportBundleCommand
{
    public const string Description = "Gather what a vendor's support asks for into one archive, without secrets and names; changes nothing";

    private const int DiskFullOnUnix = 28;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);

    public static Command Create(CliContext context)
    {
        var sites = new SiteArguments();
        var journal = CommonOptions.Journal();
        var file = new Option<string?>("--to") { Description = "Where to write it; left out: barelane-support-TIME.tar.gz in this folder. What is there is never overwritten", HelpName = "FILE" };
        var vm = new Option<string?>("--vm") { Description = "What concerns this VM and its host; left out: every VM that has a device of its host", HelpName = "SITE/VM" };
        var since = SinceOption.Create("Logs and runs from then on: 90m, 24h, 7d, or a time; left out: all that is kept, the end of long ones");
        var keep = new Option<bool>("--keep-names") { Description = "Leave names, addresses and serial numbers as they are; secrets go all the same" };
        var key = new Option<string?>("--key") { Description = "Write which pseudonym stands for which name to this file, for yourself", HelpName = "FILE" };
        var verb = new Verb("support-bundle", Description)
        {
            Examples =
            [
                ("barelane support-bundle", "everything about the sites of ./barelane.yaml; without a document, what is on this machine"),
                ("barelane support-bundle --vm dc1/render-01 --since 24h", "one VM, its host, and the last day"),
                ("barelane support-bundle qemu:///system --key names.txt", "this KVM host; names.txt tells you who 'vm-003' is"),
                ("barelane diagnose barelane-support-20261128-174500.tar.gz", "read it yourself before you send it"),
            ],
        };
        sites.AddTo(verb);
        verb.Options.Add(journal);
        verb.Options.Add(file);
        verb.Options.Add(vm);
        verb.Options.Add(since);
        verb.Options.Add(keep);
        verb.Options.Add(key);
        verb.SetAction(async (parse, cancellationToken) =>
        {
            var now = context.Time.GetUtcNow();
            var target = parse.GetValue(file) ?? string.Create(CultureInfo.InvariantCulture, $"barelane-support-{now.LocalDateTime:yyyyMMdd-HHmmss}.tar.gz");
            RefuseToOverwrite(target);
            RefuseToOverwrite(parse.GetValue(key));
            var request = await RequestAsync(parse, sites, cancellationToken).ConfigureAwait(false);
            request = request with
            {
                Journal = JournalPlace.Of(parse.GetValue(journal)),
                Vm = parse.GetValue(vm),
                Since = SinceOption.Of(parse.GetValue(since), now),
                KeepNames = parse.GetValue(keep),
            };
            var gathering = new BundleGathering(context, request);
            var bundle = await gathering.GatherAsync(cancellationToken).ConfigureAwait(false);
            var manifest = Write(bundle, target, request, now, cancellationToken);
            if (parse.GetValue(key) is { } keyFile)
            {
                await File.WriteAllLinesAsync(keyFile, gathering.Names.OrderBy(n => n.Value, StringComparer.Ordinal).Select(n => $"{n.Value}\t{n.Key}"), cancellationToken).ConfigureAwait(false);
            }

            var report = new SupportBundleReport { File = target, Bytes = new FileInfo(target).Length, Manifest = manifest };
            context.Console.Out.Write(CommonOptions.IsJson(parse) ? ReportJson.Text(report) : BundleText.Render(report, context.Console.OutLook));
            return manifest.LeftOut.Any(l => l.Failed) ? ExitCodes.Unseen : ExitCodes.Done;
        });
        return verb;
    }

    /// <summary>The sites that are meant; without a document and an endpoint none, which is said.</summary>
    private static async Task<BundleRequest> RequestAsync(ParseResult parse, SiteArguments sites, CancellationToken cancellationToken)
    {
        var file = sites.NamesNoEndpoint(parse) ? sites.File(parse) : null;
        var isMissing = file is not null && !File.Exists(file) && string.Equals(file, CommonOptions.DefaultFile, StringComparison.Ordinal) && !sites.NamesASite(parse);
        if (isMissing)
        {
            return new BundleRequest { Sites = [], Journal = "", WhyNoDocument = $"There is no '{CommonOptions.DefaultFile}' in this folder and no site was named, so that no site was asked." };
        }

        try
        {
            var specs = await sites.ResolveAsync(parse, cancellationToken).ConfigureAwait(false);
            var document = file is null ? null : await DocumentFile.ReadAsync(file, cancellationToken).ConfigureAwait(false);
            return new BundleRequest { Sites = specs, Journal = "", Document = Narrowed(document, specs), DocumentFile = file };
        }
        catch (ProblemException e) when (file is not null && File.Exists(file))
        {
            // A document with mistakes is a reason to ask for support, not one to give nothing.
            return new BundleRequest { Sites = [], Journal = "", DocumentFile = file, WhyNoDocument = $"The document has mistakes, so that no site was asked: {string.Join(" ", e.Problem.Evidence)}" };
        }
    }

    private static Document? Narrowed(Document? document, IReadOnlyList<SiteSpec> specs) => document is null ? null : document with
    {
        Sites = specs,
        Assignments = [.. document.Assignments.Where(a => specs.Any(s => string.Equals(s.Alias, a.SiteAlias, StringComparison.Ordinal)))],
    };

    private static BundleManifest Write(SupportBundle bundle, string target, BundleRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return bundle.Write(
                target,
                new BundleManifest { Tool = $"barelane {ToolVersion.Text}", Made = now, Since = request.Since, KeepsNames = request.KeepNames, NamesReplaced = 0, Files = [], LeftOut = [] },
                cancellationToken);
        }
        catch (IOException e) when ((e.HResult & 0xffff) == DiskFullOnUnix || e.HResult is DiskFullOnUnix or DiskFullOnWindows)
        {
            throw new ProblemException(
                new Problem
                {
                    Code = "disk-full",
                    Message = $"The disk is full: '{target}' could not be written, and nothing of it was left.",
                    Remedy = "Make room, or write it elsewhere with --to.",
                    Evidence = [e.Message],
                },
                ExitCodes.Error);
        }
    }

    private static void RefuseToOverwrite(string? path)
    {
        if (path is not null && Path.Exists(path))
        {
            throw new UsageException($"'{path}' is there already and is not overwritten; name another file or move it away.");
        }
    }
}
