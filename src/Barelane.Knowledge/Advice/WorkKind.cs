namespace Barelane.Knowledge.Advice;

/// <summary>What GPUs are for.</summary>
public enum WorkKind
{
    /// <summary>Desktops for office work.</summary>
    Office,

    /// <summary>CAD, video, 3D on a screen.</summary>
    Graphics,

    /// <summary>Computing without a screen.</summary>
    Compute,
}
