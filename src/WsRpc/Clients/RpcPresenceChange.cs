namespace WsRpc;

/// <summary>A change of who is there: <see cref="IRpcPresence.Changed"/>.</summary>
/// <param name="Kind">What has changed.</param>
/// <param name="ConnectionId">The connection.</param>
/// <param name="UserId">Its user; <see langword="null"/> where it has none.</param>
/// <param name="Group">The group, for <see cref="RpcPresenceKind.Joined"/> and <see cref="RpcPresenceKind.Left"/>.</param>
/// <param name="Count">
/// How many there are now: of the group where there is one, otherwise connections of the user, and of the whole server where there is none. So 1 behind
/// <see cref="RpcPresenceKind.Connected"/> is a user who has come, and 0 behind <see cref="RpcPresenceKind.Disconnected"/> one who has gone.
/// </param>
public sealed record RpcPresenceChange(RpcPresenceKind Kind, string ConnectionId, string? UserId, string? Group, int Count);
