using Microsoft.AspNetCore.Http;

namespace Barelane.Twin.Hosting;

/// <summary>/guestFile: the content of guest files, at the addresses that GuestFileManager hands out.</summary>
internal sealed class GuestFileEndpoint(TwinSite site)
{
    public async Task HandleAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted).ConfigureAwait(false);
        byte[]? content = null;
        lock (site.Gate)
        {
            var isUpload = HttpMethods.IsPut(http.Request.Method);
            if (site.Transfers.Take(http.Request.Query["token"].ToString()) is { } granted && granted.IsUpload == isUpload)
            {
                content = isUpload ? [] : granted.Vm.Machine.Files.Bytes(granted.Path);
                if (isUpload)
                {
                    granted.Vm.Machine.Files.Write(granted.Path, body.ToArray());
                }
            }
        }

        if (content is null)
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        http.Response.ContentType = "application/octet-stream";
        http.Response.ContentLength = content.Length;
        await http.Response.Body.WriteAsync(content, http.RequestAborted).ConfigureAwait(false);
    }
}
