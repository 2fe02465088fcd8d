using System.Globalization;
using System.Text.Json;
using Barelane.Twin.Faults;
using Microsoft.AspNetCore.Http;

namespace Barelane.Twin.Hosting;

/// <summary>
/// /control/...: what a test does in code, for a twin that is a process of its own. It takes no login: it is answered only
/// when asked for at start, and only on 127.0.0.1.
/// <list type="bullet">
/// <item>POST faults, with a <see cref="FaultRule"/> as JSON: plants a fault. DELETE faults: takes all away.</item>
/// <item>GET snapshot: the canonical text of the site. GET calls: the calls answered so far, by method.</item>
/// <item>POST bring-back?host=NAME and fail-host?host=NAME.</item>
/// <item>POST expire-sessions, and POST forget-tasks for those that are over.</item>
/// <item>POST vm?name=NAME&amp;key=KEY&amp;value=VALUE: someone else sets an extraConfig key.</item>
/// </list>
/// </summary>
internal sealed class ControlEndpoint(TwinSite site)
{
    public const string Prefix = "/control/";

    public async Task HandleAsync(HttpContext http, string what)
    {
        var answer = (http.Request.Method, what) switch
        {
            ("POST", "faults") => await PlantAsync(http).ConfigureAwait(false),
            ("DELETE", "faults") => Do(site.Faults.Clear),
            ("GET", "snapshot") => site.Snapshot(),
            ("GET", "calls") => string.Concat(site.Calls.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Value}\n"))),
            ("POST", "bring-back") => ToHost(http, site.BringBack),
            ("POST", "fail-host") => ToHost(http, site.FailHost),
            ("POST", "expire-sessions") => Do(site.ExpireSessions),
            ("POST", "forget-tasks") => Do(site.ForgetTasks),
            ("POST", "vm") => SetExtraConfig(http),
            _ => null,
        };
        http.Response.StatusCode = answer is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        await http.Response.WriteAsync(answer ?? "There is no such thing to control.\n", http.RequestAborted).ConfigureAwait(false);
    }

    private static string Do(Action action)
    {
        action();
        return "done\n";
    }

    private async Task<string?> PlantAsync(HttpContext http)
    {
        try
        {
            var rule = await JsonSerializer.DeserializeAsync(
                http.Request.Body, ControlJsonContext.Default.FaultRule, http.RequestAborted).ConfigureAwait(false);
            return rule is null ? null : Do(() => site.Faults.Add(rule));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string? ToHost(HttpContext http, Action<string> action)
    {
        var name = http.Request.Query["host"].ToString();
        return site.HostList.Exists(host => host.Name == name) ? Do(() => action(name)) : null;
    }

    private string? SetExtraConfig(HttpContext http)
    {
        var query = http.Request.Query;
        if (site.VmList.FirstOrDefault(v => v.Name == query["name"].ToString()) is not { } vm)
        {
            return null;
        }

        return Do(() => site.Change(() => vm.SetExtraConfig(query["key"].ToString(), query["value"].ToString()), vm));
    }
}
