using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>Values of the registry (PowerShell-Docs 5.1, Microsoft.PowerShell.Management).</summary>
internal static class RegistryCmdlets
{
    public static IEnumerable<HostCmdlet> All { get; } =
    [
        new("Management", "Get-ItemProperty", "Path LiteralPath Name", Get),
        new("Management", "Set-ItemProperty", "Path LiteralPath Name Value Type Confirm", (h, c, _) => Set(h, c, mustBeNew: false, kind: "Type")),
        new("Management", "New-ItemProperty", "Path LiteralPath Name PropertyType Value Force Confirm", (h, c, _) => Set(h, c, mustBeNew: !c.Switch("Force"), kind: "PropertyType")),
        new("Management", "Remove-ItemProperty", "Path LiteralPath Name Confirm", Remove),
    ];

    private static void Get(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var path in Paths.Of(call).SelectMany(p => Expand(host, call, p)))
        {
            if (Paths.Key(path) is not { } key || !host.Registry.Has(key))
            {
                call.Report(Paths.NotFound(path));
                continue;
            }

            var names = call.Texts("Name");
            var shape = new PsObject(PsObject.Custom);
            foreach (var (name, kind, value) in host.Registry.Values(key).Where(v => names.Count == 0 || names.Any(n => Operators.Like(v.Name, n))))
            {
                shape[name] = value;
            }

            foreach (var name in names.Where(n => !shape.TryGet(n, out _) && !n.Contains('*')))
            {
                call.Report(Paths.NoProperty(name, key));
            }

            if (shape.Names.Count > 0)
            {
                call.Emit(shape.With("PSPath", $@"Microsoft.PowerShell.Core\Registry::HKEY_LOCAL_MACHINE\{key}").With("PSChildName", key[(key.LastIndexOf('\\') + 1)..]));
            }
        }
    }

    /// <summary>A '*' of -Path that is a whole part of it stands for every key there; none there is no error (about_Wildcards).</summary>
    private static IEnumerable<string> Expand(FakeHost host, CmdletCall call, string path)
    {
        var star = path.IndexOf(@"\*", StringComparison.Ordinal);
        return call.Has("LiteralPath") || star < 0 || Paths.Key(path[..star] + "\\") is not { } key ? [path]
            : host.Registry.Below(key).Select(child => $@"{path[..star]}\{child}{path[(star + 2)..]}").SelectMany(p => Expand(host, call, p)).Where(p => star + 2 == path.Length || Paths.Key(p) is { } found && host.Registry.Has(found));
    }

    private static void Set(FakeHost host, CmdletCall call, bool mustBeNew, string kind)
    {
        foreach (var path in Paths.Of(call))
        {
            var name = call.Text("Name");
            if (Paths.Key(path) is not { } key || !host.Registry.Has(key))
            {
                call.Report(Paths.NotFound(path));
            }
            else if (!host.IsElevated)
            {
                call.Report(Paths.NoAccess(path));
            }
            else if (mustBeNew && host.Registry.Values(key).Any(v => v.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                call.Report(new PsErrorRecord { Id = "System.IO.IOException", Category = "ResourceExists", Message = "The property already exists.", Type = "System.IO.IOException", Target = path });
            }
            else
            {
                var type = call.Has(kind) ? call.Text(kind) : "String";
                var isNumber = type.Equals("DWord", StringComparison.OrdinalIgnoreCase);
                host.Registry.Set(key, name, isNumber ? "DWord" : type, isNumber ? Casts.Convert("int", call["Value"]) : Conversion.Plain(call["Value"]));
                if (kind == "PropertyType")
                {
                    call.Emit(new PsObject(PsObject.Custom).With(name, host.Registry.Get(key, name)));
                }
            }
        }
    }

    private static void Remove(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var path in Paths.Of(call))
        {
            foreach (var name in call.Texts("Name"))
            {
                if (Paths.Key(path) is not { } key || !host.Registry.Has(key))
                {
                    call.Report(Paths.NotFound(path));
                }
                else if (!host.IsElevated)
                {
                    call.Report(Paths.NoAccess(path));
                }
                else if (!host.Registry.Remove(key, name))
                {
                    call.Report(Paths.NoProperty(name, key));
                }
            }
        }
    }
}
