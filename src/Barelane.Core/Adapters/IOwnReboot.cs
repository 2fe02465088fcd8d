namespace Barelane.Core.Adapters;

/// <summary>
/// Lets a run go on after a reboot of the very machine that it runs on. What is put there starts once: the run that begins after the reboot takes it away before it
/// does anything else, so that a machine which falls over what it is told to do does not do it at every start.
/// </summary>
public interface IOwnReboot
{
    /// <summary>Has the machine start a command once it is up again. Read back; already so is fine. A machine that has no way to do that is left alone: its adapter says so in <see cref="ISiteAdapter.CheckPrivilegesAsync"/>.</summary>
    /// <exception cref="SiteException">The machine does not take it. Nothing was rebooted.</exception>
    Task PrepareAsync(ResumeCommand command, CancellationToken cancellationToken);

    /// <summary>The runs that the machine would go on with at its next start.</summary>
    /// <exception cref="SiteException">The machine does not say.</exception>
    Task<IReadOnlyList<string>> PreparedAsync(CancellationToken cancellationToken);

    /// <summary>Takes away what was put there for a run; nothing there is fine.</summary>
    /// <exception cref="SiteException">The machine does not let it go.</exception>
    Task ForgetAsync(string run, CancellationToken cancellationToken);
}
