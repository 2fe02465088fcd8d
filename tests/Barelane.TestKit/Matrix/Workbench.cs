namespace Barelane.TestKit.Matrix;

/// <summary>A fake site with a journal, and the commands over them.</summary>
public sealed class Workbench(TimeSpan? skips = null) : MatrixBench<FakeSite>(time => new FakeSite(time), skips);
