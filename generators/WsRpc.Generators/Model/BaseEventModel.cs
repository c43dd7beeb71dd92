namespace WsRpc.Generators.Model;

/// <summary>One event of the base class.</summary>
/// <param name="Event">The event of the contract.</param>
/// <param name="Raiser">The method that raises it.</param>
/// <param name="HidesObjectMember">System.Object has a member of this name.</param>
internal sealed record BaseEventModel(EventModel Event, string Raiser, bool HidesObjectMember);
