using Barelane.Twin.Properties;
using Barelane.Twin.Values;

namespace Barelane.Twin.Model;

/// <summary>A task: what a method that ends in '_Task' gives back.</summary>
internal sealed class TwinTask(TwinSite site, string method, string userName, TwinObject entity, bool cancelable)
    : TwinObject(site, "Task", site.NewId("task"), method, null)
{
    public string Method { get; } = method;

    /// <summary>Who asked for it.</summary>
    public string UserName { get; } = userName;

    public TwinObject Entity { get; } = entity;

    public bool Cancelable { get; } = cancelable;

    public string State { get; set; } = "queued";

    public bool Cancelled { get; set; }

    public int? Progress { get; set; }

    /// <summary>A LocalizedMethodFault once it failed.</summary>
    public VimObject? Error { get; set; }

    public object? Result { get; set; }

    public DateTimeOffset Queued { get; } = site.Clock.Now;

    public DateTimeOffset? Started { get; set; }

    public DateTimeOffset? Completed { get; set; }

    public CancellationTokenSource Cancellation { get; } = CancellationTokenSource.CreateLinkedTokenSource(site.Stopping);

    internal override object? Read(string property) => property == "info" ? TaskProperties.Info(this) : null;
}
