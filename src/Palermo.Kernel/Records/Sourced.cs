using NodaTime;

namespace Palermo.Kernel;

/// <summary>One value of a sourced field, as one source gave it.</summary>
/// <param name="Id">Stable within the record, so that an edit names what it changes.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Handling">The statement's own marking; the record's marking holds as well.</param>
public sealed record Statement<T>(
    int Id,
    T Value,
    string Source,
    Handling Handling,
    Grading? Grading = null,
    LocalDate? FirstSeen = null,
    LocalDate? LastSeen = null,
    bool Preferred = false) : IStatement
{
    object? IStatement.Value => Value;
}

/// <summary>A statement whatever the type of its value.</summary>
public interface IStatement
{
    int Id { get; }
    object? Value { get; }
    string Source { get; }
    Handling Handling { get; }
    bool Preferred { get; }
}

/// <summary>A field that several sources may fill, each value with its source, grade and marking; values that disagree stand side by side.</summary>
public sealed record Sourced<T>(IReadOnlyList<Statement<T>> Statements) : ISourced
{
    /// <summary>The preferred value: the one marked so, else the first; null when there is none that the reader may see.</summary>
    public Statement<T>? Best => Statements.FirstOrDefault(s => s.Preferred) ?? Statements.FirstOrDefault();

    IEnumerable<IStatement> ISourced.Statements => Statements;

    /// <inheritdoc/>
    public ISourced Where(Func<Handling, bool> maySee) => new Sourced<T>([.. Statements.Where(s => maySee(s.Handling))]);

    /// <inheritdoc/>
    public ISourced Restore(ISourced stored, Func<Handling, bool> maySee)
    {
        var hidden = ((Sourced<T>)stored).Statements.Where(s => !maySee(s.Handling)).ToArray();
        var next = ((Sourced<T>)stored).Statements.Select(s => s.Id).DefaultIfEmpty().Max();
        // A new statement takes an id that no statement of the record has, seen or not.
        var known = ((Sourced<T>)stored).Statements.Where(s => maySee(s.Handling)).Select(s => s.Id).ToHashSet();
        var saved = Statements.Select(s => known.Contains(s.Id) ? s : s with { Id = ++next });
        return new Sourced<T>([.. saved.Concat(hidden).OrderBy(s => s.Id)]);
    }

    /// <inheritdoc/>
    public IEnumerable<Refusal> Problems(string field)
    {
        // What somebody sends may lack what the type promises: said before anything else is asked of it.
        if (Statements is null || Statements.Any(s => s is null || s.Handling is null))
        {
            yield return new("sourced.incomplete", "A sourced field is a list of statements, each with id, value, source and handling.", Field: field);
            yield break;
        }
        if (Statements.Count(s => s.Preferred) > 1) yield return new("sourced.preferred", "Only one statement is the preferred one.", Field: field);
        foreach (var statement in Statements)
        {
            if (string.IsNullOrWhiteSpace(statement.Source)) yield return new("sourced.source", "A statement names its source.", "Palermo, law 1", field);
            foreach (var problem in statement.Handling.Problems()) yield return problem with { Field = field };
            if (statement.Grading is not null) foreach (var problem in statement.Grading.Problems()) yield return problem with { Field = field };
        }
        foreach (var twice in Statements.GroupBy(s => s.Id).Where(g => g.Count() > 1))
            yield return new("sourced.id", $"Two statements have the number {twice.Key}.", Field: field);
    }
}

/// <summary>A sourced field whatever the type of its values.</summary>
public interface ISourced
{
    IEnumerable<IStatement> Statements { get; }

    /// <summary>Only the statements that a reader may see: redaction is by statement.</summary>
    ISourced Where(Func<Handling, bool> maySee);

    /// <summary>What is to be stored after somebody saved a redacted view: his statements, and unchanged those that he could not see.</summary>
    /// <param name="stored">The field as stored before.</param>
    ISourced Restore(ISourced stored, Func<Handling, bool> maySee);

    IEnumerable<Refusal> Problems(string field);
}
