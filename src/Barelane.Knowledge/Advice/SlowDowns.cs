using Barelane.Core.Goals;

namespace Barelane.Knowledge.Advice;

/// <summary>What others have measured, with the source; nothing here is a promise for a program that was not measured.</summary>
internal static class SlowDowns
{
    public static string Of(Way way, Description wanted) => way switch
    {
        Way.Direct => "About 4 to 5 % against bare metal (VMware's own tests).",
        Way.Shared when wanted.Work == WorkKind.Compute => "94 to 105 % of bare metal while nobody else uses the card (MLPerf Inference v3.0 on vSphere, A100 and H100; VMware's performance blog, 2023); busy neighbours take their share.",
        Way.Shared => "Little while nobody else uses the card, and a busy neighbour takes a share of it; for graphics no measured figure with a source is known here. 'barelane verify' measures it.",
        _ => "2 to 3 % for large batches (ResNet50, batch 256), 31 to 38 % for single small ones (batch 1): V100 with Bitfusion 4.0.1 over 10 GbE (github.com/alexhanl/machine-learning). Another product's figures: measure your own.",
    };
}
