using Palermo.Exchange.Trust;
using Palermo.Kernel;

namespace Palermo.Exchange.Links;

/// <summary>A way to a partner's exchange.</summary>
public interface ILink
{
    /// <summary>Hands an envelope over.</summary>
    /// <returns>The partner's sealed answer; or why there is none, which the caller tries again later.</returns>
    ValueTask<Outcome<byte[]>> SendAsync(Partner partner, ReadOnlyMemory<byte> sealedEnvelope, CancellationToken cancel);
}
