using System.Globalization;
using Barelane.Core.Inventory;
using Barelane.Knowledge.Catalog;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Catalogs;

/// <summary>Servers of the catalogue for people.</summary>
public static class ServersText
{
    /// <summary>Each server with the words of its firmware.</summary>
    public static string Render(IReadOnlyList<Server> servers, TextLook look)
    {
        var page = new TextPage(look);
        foreach (var server in servers)
        {
            page.Heading(server.Name);
            List<IReadOnlyList<Span>> rows = [["vendor", string.Join(", ", server.Vendors)]];
            if (server.Models.Count > 0)
            {
                rows.Add(["models", string.Join(", ", server.Models)]);
            }

            if (server.Cpu.Length > 0)
            {
                rows.Add(["CPU", server.Cpu]);
            }

            rows.AddRange(server.Settings.OrderBy(s => s.Key).Select(s => (IReadOnlyList<Span>)[NameOf(s.Key), s.Value]));
            if (!server.IsVerified)
            {
                rows.Add(["note", new Span("the vendor's usual words, not read for each of these models", Ink.Warn)]);
            }

            if (server.Note.Length > 0)
            {
                rows.Add(["note", server.Note]);
            }

            rows.AddRange(server.Sources.Select(s => (IReadOnlyList<Span>)["source", new Span(s, Ink.Dim)]));
            rows.Add(["as of", new Span(server.Date is { } date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "not said", Ink.Dim)]);
            page.Table(2, rows);
        }

        return page.ToString();
    }

    /// <summary>A setting in words.</summary>
    internal static string NameOf(FirmwareSetting setting) => setting switch
    {
        FirmwareSetting.CpuVirtualization => "VT-x, AMD-V",
        FirmwareSetting.Iommu => "VT-d, AMD-Vi",
        FirmwareSetting.SrIov => "SR-IOV",
        FirmwareSetting.Above4G => "above 4 GiB",
        FirmwareSetting.MmioBase => "MMIO base",
        FirmwareSetting.MmioSize => "MMIO size",
        FirmwareSetting.Acs => "ACS",
        _ => "primary display",
    };
}
