using Barelane.Twin.Faults;
using Barelane.Twin.Schema;
using Barelane.Twin.Services;
using Barelane.Twin.Soap;
using Microsoft.AspNetCore.Http;

namespace Barelane.Twin.Hosting;

/// <summary>POST /sdk: one SOAP call in, one answer out, with the planted faults around it.</summary>
internal sealed class SdkEndpoint(TwinSite site)
{
    private const string Cookie = "vmware_soap_session";
    private const string Bomb = """
        <?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"><!ENTITY c "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
        <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">
        <!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;">]><b>&h;</b>
        """;

    public async Task HandleAsync(HttpContext http)
    {
        if (site.IsUnreachable)
        {
            http.Abort();
            return;
        }

        var version = VersionOf(http.Request.Headers["SOAPAction"].ToString());
        var writer = new SoapWriter(version);
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted).ConfigureAwait(false);
        body.Position = 0;
        try
        {
            var (call, wanted) = Open(http, body, version);
            await AnswerAsync(http, writer, call, wanted).ConfigureAwait(false);
        }
        catch (VimFaultException fault)
        {
            await SendAsync(http, StatusCodes.Status500InternalServerError, writer.Fault(fault), cut: false).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
        catch (Exception error) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            // A mistake of the twin itself: the client must see what it was, and not an empty answer.
            await SendAsync(
                http, StatusCodes.Status500InternalServerError, writer.Fault(VimFaults.Of("SystemError", error.ToString())), cut: false)
                .ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(HttpContext http, SoapWriter writer, Call call, SoapRequest request)
    {
        foreach (var rule in call.Struck)
        {
            switch (rule.Action)
            {
                case FaultAction.Delay:
                    await site.Clock.WaitAsync(rule.Delay, http.RequestAborted).ConfigureAwait(false);
                    break;
                case FaultAction.Fault:
                    throw FaultRules.FaultOf(rule);
                case FaultAction.Unavailable:
                    http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    return;
                case FaultAction.DropBefore:
                    http.Abort();
                    return;
                case FaultAction.EntityBomb:
                    await http.Response.WriteAsync(Bomb, http.RequestAborted).ConfigureAwait(false);
                    return;
                case FaultAction.ExpireSession:
                    Expire(call);
                    break;
            }
        }

        Authenticate(call, request);
        var result = await CarryOutAsync(call).ConfigureAwait(false);
        if (call.Struck.Any(rule => rule.Action == FaultAction.DropAfter))
        {
            http.Abort();
            return;
        }

        foreach (var held in call.Struck.Where(rule => rule.Action == FaultAction.HoldAnswer))
        {
            await site.Clock.WaitAsync(held.Delay, http.RequestAborted).ConfigureAwait(false);
        }

        if (request.Method.Name == "Login" && call.Session is { } session)
        {
            http.Response.Headers.Append("Set-Cookie", $"{Cookie}=\"{session.Key}\"; Path=/; HttpOnly;");
        }

        MemoryStream answer;
        lock (site.Gate)
        {
            answer = writer.Response(request.Method, result);
        }

        var cut = call.Struck.Any(rule => rule.Action == FaultAction.CutXml);
        await SendAsync(http, StatusCodes.Status200OK, answer, cut).ConfigureAwait(false);
    }

    private (Call Call, SoapRequest Request) Open(HttpContext http, Stream body, ApiVersion version)
    {
        lock (site.Gate)
        {
            var reader = new SoapReader(
                reference => site.Find(reference) is null ? null : VimSchema.Instance.Managed(reference.Type),
                site.Switches.StrictElementOrder);
            var request = reader.Read(body, version);
            var target = site.Get(request.This);
            site.CallCounts[request.Method.Name] = site.CallCounts.GetValueOrDefault(request.Method.Name) + 1;
            var key = request.SessionKey ?? http.Request.Cookies[Cookie];
            return (new Call
            {
                Site = site,
                Request = request,
                Target = target,
                Session = site.Sessions.Find(key?.Trim('"')),
                Struck = site.Faults.Strike(request.Method.Name, target),
                Endpoint = $"{http.Request.Scheme}://{http.Request.Host}",
                Aborted = http.RequestAborted,
            }, request);
        }
    }

    private void Expire(Call call)
    {
        lock (site.Gate)
        {
            if (call.Session is { } session)
            {
                site.Sessions.End(site, session);
                call.Session = null;
            }
        }
    }

    private static void Authenticate(Call call, SoapRequest request)
    {
        if (request.Method.Name is "RetrieveServiceContent" or "Login" or "CurrentTime")
        {
            return;
        }

        if (call.Session is null)
        {
            throw VimFaults.Of("NotAuthenticated", "The session is not authenticated.");
        }

        if (request.Method.Privilege is { } privilege && !privilege.StartsWith("System.", StringComparison.Ordinal)
            && request.Method.Name != "SessionIsActive")
        {
            call.Demand(privilege, call.Target);
        }
    }

    private async Task<object?> CarryOutAsync(Call call)
    {
        var method = call.Request.Method.Name;
        if (method is "WaitForUpdatesEx" or "WaitForUpdates" or "CheckForUpdates")
        {
            return await CollectorService.WaitAsync(call).ConfigureAwait(false);
        }

        var carryOut = MethodTable.Find(method) ?? throw VimFaults.NotSupported($"The twin does not simulate the method '{method}'.");
        lock (site.Gate)
        {
            site.Caller = call.Session;
            return carryOut(call);
        }
    }

    /// <summary>The version in the SOAPAction, and never a newer one than the server's own (§1.1).</summary>
    private ApiVersion VersionOf(string action)
    {
        var text = action.Trim('"').Replace("urn:vim25/", string.Empty, StringComparison.Ordinal);
        return ApiVersion.TryParse(text, out var asked) && asked < site.Api ? asked : site.Api;
    }

    private static async Task SendAsync(HttpContext http, int status, MemoryStream answer, bool cut)
    {
        using (answer)
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = "text/xml; charset=utf-8";
            var length = (int)(cut ? answer.Length / 2 : answer.Length);
            http.Response.ContentLength = length;
            await http.Response.Body.WriteAsync(answer.GetBuffer().AsMemory(0, length), http.RequestAborted).ConfigureAwait(false);
        }
    }
}
