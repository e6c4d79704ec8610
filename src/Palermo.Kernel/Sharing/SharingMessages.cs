namespace Palermo.Kernel;

/// <summary>The messages by which nodes share, ask and take back: declared by the room Information sharing, understood by every node.</summary>
public static class SharingMessages
{
    /// <param name="declared">The kinds that the node knows, as far as they are declared when a message comes.</param>
    public static IEnumerable<MessageKind> All(Declarations declared) =>
    [
        new(ReleasedRecord.Message, new("Copy of a record", "Copie d'une fiche", "نسخة من سجل"), (message, context, cancel) => RecordMessages.ReceiveAsync(declared, message, context, cancel)),
        new(RequestNotice.Message, new("Request", "Demande", "طلب"), RequestDesk.ReceiveAsync),
        new(RequestMove.Message, new("Answer to a request, or question about it", "Réponse à une demande, ou question", "رد على طلب أو سؤال عنه"), RequestDesk.ReceiveMoveAsync),
        new(RecallNotice.Message, new("Recall", "Rappel", "استرجاع"), RecallDuties.ReceiveAsync),
        new(RecallReply.Message, new("Answer to a recall", "Réponse à un rappel", "رد على استرجاع"), RecallDesk.ReceiveAnswerAsync),
        new(HoldNotice.Message, new("Hold", "Blocage", "منع"), HoldDesk.ReceiveAsync),
        new(HoldLifted.Message, new("Hold lifted", "Blocage levé", "رفع منع"), HoldDesk.ReceiveLiftAsync),
        new(PermissionAsked.Message, new("Request for permission", "Demande d'autorisation", "طلب إذن"), PermissionDesk.ReceiveQuestionAsync),
        new(PermissionGivenNotice.Message, new("Permission", "Autorisation", "إذن"), PermissionDesk.ReceiveDecisionAsync),
    ];
}
