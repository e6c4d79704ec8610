using System.Security.Claims;
using Palermo.Kernel;
using Palermo.Web.Frame;

namespace Palermo.Node;

/// <summary>Who is at the page, read for each request: a right taken away is gone with the next click.</summary>
internal sealed class BrowserSession(OpenedNode node) : ICurrentSession
{
    public Session? Session { get; private set; }
    public Person? Person { get; private set; }
    public string Language { get; private set; } = "en";
    public NodeFace Node => new(node.Settings.Name, node.Settings.Title, node.Settings.Synthetic);

    /// <summary>Fills the session of a request after authentication.</summary>
    public async Task ReadAsync(HttpContext http, StatedWorkCookie cookie)
    {
        if (http.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id)
        {
            var person = await node.Store.People.FindAsync(id, http.RequestAborted);
            if (person is { Disabled: false } && (person.ActiveUntil is not { } last || node.Today <= last)) Person = person;
        }
        Language = LanguageChoice.Read(http.Request, Person?.Language);
        if (Person is not null && cookie.Read(http.Request) is { } stated && stated.PersonId == Person.Id
            && Role.Serving(Person.Roles, stated.Work.Purpose).Any())
            Session = new(Person.ToActor(node.Settings.Name, stated.BreakGlass(node.Clock)), stated.Work, Channel.Page);
    }
}
