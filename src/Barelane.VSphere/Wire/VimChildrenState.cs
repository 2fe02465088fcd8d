namespace Barelane.VSphere.Wire;

/// <summary>Where a walk over children stands; <see cref="Mark"/> tells whether the child handed out last has been read.</summary>
internal struct VimChildrenState
{
    public bool Started;
    public bool Done;
    public int Mark;
}
