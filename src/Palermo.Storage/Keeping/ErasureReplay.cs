using Palermo.Kernel;
using Palermo.Storage.Audit;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Keeping;

/// <summary>Repeats, after a restore, every erasure that the lists beside the databases name and the restored databases have not seen.</summary>
internal static class ErasureReplay
{
    public static async ValueTask<int> RunAsync(Vault vault, Files files, ErasureJournal journal, CancellationToken cancel)
    {
        var replayed = 0;
        foreach (var line in journal.Read(vault.Compartment))
        {
            await using var connection = await vault.Db.WriteAsync(cancel);
            var views = new Views(vault);
            if (await views.FindAsync(connection, line.Id) is not { Erased: false } record) continue;
            // It was decided when it was done; here it is only done again, in the name of the same person.
            var session = new Session(new(line.Actor, line.Actor, vault.Catalogue.Options.NodeName, "", default), new(Purpose.Oversight), Channel.CommandLine);
            var writing = await Writing.BeginAsync(vault, connection, session);
            var header = await views.HeaderAsync(connection, line.Id, await views.NewestAsync(connection, record));
            await Erasure.EraseAsync(vault, writing, record, vault.Catalogue.Kind(header.Kind), header, line.Reason);
            var gone = await Erasure.TakeFilesAsync(connection, record.Rid);
            await journal.NoteAsync(connection, line.Id, line.At, line.Actor, line.Reason);
            await vault.Db.ScrubAsync(connection, inTransaction: true);
            var detail = new { Replayed = line.At, Changes = writing.Done.Select(d => new { Record = d.Id, d.Version, Sequence = d.Seq, Commitment = Convert.ToHexStringLower(d.Commitment) }) };
            await vault.Chain.AddAsync(connection, [AuditRecord.Of(session, "erase-again", line.Id.ToString(), detail, writing.Now)]);
            await connection.CommitAsync();
            writing.Naming.Committed();
            foreach (var address in gone) files.Remove(address);
            await vault.Db.ScrubAsync(connection, inTransaction: false);
            replayed++;
        }
        return replayed;
    }
}
