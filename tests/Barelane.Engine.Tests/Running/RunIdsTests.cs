using System.Globalization;
using Barelane.Engine.Journal;
using Barelane.Engine.Running;
using Barelane.TestKit;

namespace Barelane.Engine.Tests.Running;

public sealed class RunIdsTests
{
    [Fact]
    public async Task Runs_that_are_started_in_the_same_second_never_have_the_same_name()
    {
        const int Free = 0x1234;
        await using var journal = new MemoryJournal(new MemoryJournalStore(), TimeProvider.System, new FakeHolderCheck(1, new HashSet<int>()));
        var now = new DateTimeOffset(2026, 3, 1, 13, 0, 0, TimeSpan.FromHours(1));
        for (var i = 0; i < 1 << 16; i++)
        {
            if (i != Free)
            {
                await journal.AppendAsync(string.Create(CultureInfo.InvariantCulture, $"20260301-120000-{i:x4}"), new RunInterrupted(false, "anna"), TestContext.Current.CancellationToken);
            }
        }

        Assert.Equal("20260301-120000-1234", await RunIds.NewAsync(journal, now, TestContext.Current.CancellationToken));
    }
}
