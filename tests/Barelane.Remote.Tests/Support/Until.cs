namespace Barelane.Remote.Tests.Support;

internal static class Until
{
    /// <summary>Waits until it is so; what is not so after minutes never will be.</summary>
    public static async Task SoAsync(Func<bool> isSo)
    {
        for (var i = 0; i < 6000 && !isSo(); i++)
        {
            await Task.Delay(20);
        }

        Assert.True(isSo(), "What was waited for did not come about.");
    }

    /// <summary>Waits until it is so, where that takes a while to find out.</summary>
    public static async Task SoAsync(Func<Task<bool>> isSo)
    {
        for (var i = 0; i < 120; i++)
        {
            if (await isSo())
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail("What was waited for did not come about.");
    }
}
