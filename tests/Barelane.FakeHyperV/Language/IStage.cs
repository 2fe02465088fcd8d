namespace Barelane.FakeHyperV.Language;

/// <summary>A stage of a running pipeline.</summary>
internal interface IStage
{
    /// <summary>Takes one object from the stage before; a first stage is called once, with nothing, where it has no input.</summary>
    void Process(object? input);

    /// <summary>Nothing more comes.</summary>
    void End();
}
