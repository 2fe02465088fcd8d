namespace Barelane.Engine.Journal;

/// <summary>Knows this process and whether others live.</summary>
public interface IHolderCheck
{
    /// <summary>The holder that this process is.</summary>
    LockHolder Self { get; }

    /// <summary>False only if the holder is certainly gone.</summary>
    bool MayBeAlive(LockHolder holder);
}
