namespace Barelane.FakeHyperV;

/// <summary>The program that stands in for a Windows host's <c>powershell</c>: it reads what a transport hands over, and answers as the fake host does.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        Console.Error.WriteLine($"powershell: '{string.Join(' ', args)}' is not answered yet.");
        return 1;
    }
}
