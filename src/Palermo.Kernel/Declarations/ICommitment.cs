namespace Palermo.Kernel;

/// <summary>A room: the folder of one commitment. Its module class is the only thing that others see of it.</summary>
public interface ICommitment
{
    /// <summary>The commitment, <c>C01</c> to <c>C15</c>.</summary>
    string Id { get; }
    /// <summary>The name in addresses and verbs, such as <c>borders</c>.</summary>
    string Path { get; }
    Words Title { get; }
    /// <summary>What the room is for, in a sentence.</summary>
    Words Summary { get; }

    /// <summary>Says everything that the room brings: the table of contents.</summary>
    void Declare(Declarations room);
}
