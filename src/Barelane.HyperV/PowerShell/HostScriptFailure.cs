namespace Barelane.HyperV.PowerShell;

/// <summary>How far a script came that did not answer well.</summary>
internal enum HostScriptFailure
{
    /// <summary>It ran, and ended with an error of the host; see <see cref="HostScriptException.Error"/>.</summary>
    Refused,

    /// <summary>It was never sent: nothing happened.</summary>
    NotSent,

    /// <summary>It was sent, and the way to the host broke off, or the answer could not be read whole: what happened has to be read.</summary>
    Lost,

    /// <summary>It was sent, and not over in its time: it may run on. What happened has to be read.</summary>
    TimedOut,
}
