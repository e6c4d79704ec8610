using NodaTime;

namespace Palermo.Kernel;

public enum TaskPriority { Low, Normal, High, Urgent }

/// <summary>Something to do: what, for whom, by when, and on whom it waits.</summary>
/// <param name="AssignedTo">Sign-in name of the person who is to do it.</param>
/// <param name="WaitingFor">Whom or what it waits for; null: nothing.</param>
/// <param name="SnoozedUntil">Not shown before this day.</param>
/// <param name="About">The record it is about.</param>
public sealed record TaskItem(
    string What, string AssignedTo, LocalDate? Due = null, TaskPriority Priority = TaskPriority.Normal,
    string? WaitingFor = null, LocalDate? SnoozedUntil = null, RecordId? About = null)
{
    private static readonly Workflow Steps = new(
        [
            new("open", new("Open", "Ouverte", "مفتوحة")),
            new("done", new("Done", "Faite", "منجزة"), Final: true),
            new("dropped", new("Dropped", "Abandonnée", "متروكة"), Final: true),
        ],
        [
            new("finish", new("Done", "Terminer", "إنجاز"), "open", "done"),
            new("drop", new("Drop", "Abandonner", "ترك"), "open", "dropped"),
            new("reopen", new("Open again", "Rouvrir", "إعادة فتح"), "done", "open"),
        ],
        [new("due", new("Due", "Échéance", "الاستحقاق"), (body, header) => header.State == "open" ? ((TaskItem)body).Due : null, "the task itself")]);

    public static Kind<TaskItem> Kind { get; } = new KindBuilder<TaskItem>("task", "shared",
            new("Task", "Tâche", "مهمة"), new("Tasks", "Tâches", "المهام"))
        .Field(x => x.What, new("What", "Quoi", "المطلوب"), f => f with { Required = true, Searched = true, Listed = true, MaxLength = 1000 })
        .Field(x => x.AssignedTo, new("For", "Pour", "المكلَّف"), f => f with { Required = true, Filtered = true, Listed = true, MaxLength = 100 })
        .Field(x => x.Due, new("Due", "Échéance", "الاستحقاق"), f => f with { Listed = true })
        .Field(x => x.Priority, new("Priority", "Priorité", "الأولوية"), f => f with
        {
            Codes = CodeList.Of<TaskPriority>("task-priority",
                (TaskPriority.Low, new("Low", "Basse", "منخفضة")), (TaskPriority.Normal, new("Normal", "Normale", "عادية")),
                (TaskPriority.High, new("High", "Haute", "عالية")), (TaskPriority.Urgent, new("Urgent", "Urgente", "عاجلة"))),
            Filtered = true, Listed = true,
        })
        .Field(x => x.WaitingFor, new("Waiting for", "En attente de", "بانتظار"))
        .Field(x => x.SnoozedUntil, new("Not before", "Pas avant", "ليس قبل"))
        .Field(x => x.About, new("About", "Concerne", "بشأن"), f => f with { LinkRole = "about" })
        .Title(x => x.What)
        .Workflow(Steps)
        .Handling(new(Tlp.Amber))
        .Purposes(Purpose.BorderManagement, Purpose.Investigation, Purpose.Prosecution, Purpose.FinancialIntelligence, Purpose.Rescue, Purpose.Cooperation, Purpose.Statistics)
        .Retention(1, 2, "Palermo: tasks are working notes")
        .Build();
}
