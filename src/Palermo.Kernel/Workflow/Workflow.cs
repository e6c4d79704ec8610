using NodaTime;

namespace Palermo.Kernel;

/// <summary>A state of a record.</summary>
/// <param name="Final">True when nothing is left to do.</param>
public sealed record State(string Name, Words Title, bool Final = false);

/// <summary>What a guard may look at.</summary>
/// <param name="Body">The body as it will be stored.</param>
/// <param name="Today">The day in the time zone of the deciding authority.</param>
public sealed record GuardContext(object Body, RecordHeader Header, Session Session, LocalDate Today)
{
    public TBody As<TBody>() => (TBody)Body;
}

/// <summary>A step from one state to another.</summary>
/// <param name="Roles">Roles that may take it; empty: everybody who may change the record.</param>
/// <param name="Guards">Each returns the unmet conditions in words.</param>
/// <param name="FourEyes">True when somebody other than the last to change the record must take it.</param>
/// <param name="Decides">True for a decision with effect for somebody (confiscate, approve, issue): it needs the right to decide, not only to change.</param>
public sealed record Transition(
    string Name,
    Words Title,
    string From,
    string To,
    ImmutableSet Roles = default,
    IReadOnlyList<Func<GuardContext, IEnumerable<Refusal>>>? Guards = null,
    bool FourEyes = false,
    bool Decides = false)
{
    /// <summary>What somebody must be allowed to do with the record to take the step.</summary>
    public AccessAction Action => Decides ? AccessAction.Decide : AccessAction.Change;
}

/// <summary>A date computed from dates in the record.</summary>
/// <param name="Due">The due day, or null while it does not run.</param>
/// <param name="Source">The provision that sets it.</param>
public sealed record DeadlineRule(string Name, Words Title, Func<object, RecordHeader, LocalDate?> Due, string Source);

/// <summary>States, steps, who may take them and under which conditions: data, so that it can be drawn and tested.</summary>
public sealed record Workflow(IReadOnlyList<State> States, IReadOnlyList<Transition> Transitions, IReadOnlyList<DeadlineRule> Deadlines)
{
    /// <summary>For kinds that only are: recorded, and withdrawn when wrong.</summary>
    public static Workflow Recorded { get; } = new(
        [new("recorded", new("Recorded", "Enregistré", "مسجَّل")), new("checked", new("Checked", "Vérifié", "مدقَّق"))],
        [new("check", new("Mark as checked", "Marquer comme vérifié", "وضع علامة مدقَّق"), "recorded", "checked", FourEyes: true)],
        []);

    /// <summary>The state in which a record begins.</summary>
    public State Initial => States[0];

    public IEnumerable<Transition> From(string state) => Transitions.Where(t => t.From == state);

    /// <summary>Everything that stands in the way of a step; empty when it can be taken.</summary>
    /// <param name="lastChangedBy">The actor who last changed the record, for four eyes.</param>
    public IReadOnlyList<Refusal> Unmet(Transition step, GuardContext context, string lastChangedBy)
    {
        List<Refusal> unmet = [];
        if (context.Header.State != step.From)
            unmet.Add(new("workflow.state", $"'{step.Name}' leads from '{step.From}', and the record is '{context.Header.State}'.", Field: "state"));
        if (!step.Roles.IsEmpty && !Role.Serving(context.Session.Actor.Roles, context.Session.Work.Purpose).Any(r => step.Roles.Contains(r.Name)))
            unmet.Add(new("workflow.role", $"'{step.Name}' is for: {step.Roles}."));
        if (step.FourEyes && lastChangedBy == context.Session.Actor.Id)
            unmet.Add(new("workflow.four-eyes", "A second person must take this step: you made the last change."));
        foreach (var guard in step.Guards ?? []) unmet.AddRange(guard(context));
        return unmet;
    }

    /// <summary>What is wrong with the declaration itself.</summary>
    public IEnumerable<string> Faults()
    {
        if (States.Count == 0) { yield return "has no state"; yield break; }
        var names = States.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        if (names.Count != States.Count) yield return "names a state twice";
        foreach (var step in Transitions)
        {
            if (!names.Contains(step.From)) yield return $"'{step.Name}' leads from '{step.From}', which is no state";
            if (!names.Contains(step.To)) yield return $"'{step.Name}' leads to '{step.To}', which is no state";
            foreach (var role in step.Roles.Where(r => !Role.All.ContainsKey(r))) yield return $"'{step.Name}' is for '{role}', which is no role";
        }
        var reached = new HashSet<string>(StringComparer.Ordinal) { Initial.Name };
        while (Transitions.Any(t => reached.Contains(t.From) && reached.Add(t.To))) { }
        foreach (var state in States.Where(s => !reached.Contains(s.Name))) yield return $"nothing leads to '{state.Name}'";
    }
}
