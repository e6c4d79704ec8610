using System.Threading.Channels;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>Sends mails that say that something waits, and never what: mail is no place of record.</summary>
internal sealed class MailNotices(OpenedNode node, ILogger<MailNotices> log) : BackgroundService
{
    private readonly System.Threading.Channels.Channel<(string To, string Text)> _waiting = System.Threading.Channels.Channel.CreateBounded<(string, string)>(new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Queues a notice for somebody whose sign-in name is a mail address; does nothing when the node sends no mail.</summary>
    public void Enqueue(Person person, Words text)
    {
        if (node.Settings.Smtp is not null && MailboxAddress.TryParse(person.SignInName, out _)) _waiting.Writer.TryWrite((person.SignInName, text.In(person.Language)));
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        if (node.Settings.Smtp is not { } server) return;
        await foreach (var (to, text) in _waiting.Reader.ReadAllAsync(stopping))
        {
            try
            {
                using var client = new SmtpClient();
                await client.ConnectAsync(server.Host, server.Port, server.Tls ? SecureSocketOptions.StartTls : SecureSocketOptions.None, stopping);
                if (server.User is { } user) await client.AuthenticateAsync(user, Environment.GetEnvironmentVariable("PALERMO_SMTP_PASSWORD") ?? "", stopping);
                var mail = new MimeMessage { Subject = $"Palermo {node.Settings.Name}", Body = new TextPart("plain") { Text = text } };
                mail.From.Add(MailboxAddress.Parse(server.From));
                mail.To.Add(MailboxAddress.Parse(to));
                await client.SendAsync(mail, stopping);
                await client.DisconnectAsync(true, stopping);
            }
            catch (Exception fault) when (fault is not OperationCanceledException) { log.LogWarning(fault, "a notice could not be sent by mail"); }
        }
    }
}
