namespace WsRpc.CompilerServices;

/// <summary>A stream whose reader learns whether it could be opened when it asks for the first item.</summary>
/// <param name="cancellation">The token that the method was given.</param>
internal abstract class OpeningStream<T>(CancellationToken cancellation) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new Enumerator(this, cancellationToken);

    protected abstract Task<IAsyncEnumerable<T>> OpenAsync(CancellationToken cancellationToken);

    private sealed class Enumerator : IAsyncEnumerator<T>
    {
        private readonly OpeningStream<T> _stream;
        private readonly CancellationTokenSource? _both;
        private readonly CancellationToken _token;
        private IAsyncEnumerator<T>? _items;
        private bool _isOpened;

        public Enumerator(OpeningStream<T> stream, CancellationToken token)
        {
            _stream = stream;
            var cancellation = stream.Cancellation;
            _both = cancellation.CanBeCanceled && token.CanBeCanceled && cancellation != token ? CancellationTokenSource.CreateLinkedTokenSource(cancellation, token) : null;
            _token = _both?.Token ?? (token.CanBeCanceled ? token : cancellation);
        }

        public T Current => _items is null ? default! : _items.Current;

        public ValueTask<bool> MoveNextAsync() => _items is not null ? _items.MoveNextAsync() : OpenAsync();

        public async ValueTask DisposeAsync()
        {
            if (_items is not null)
            {
                await _items.DisposeAsync().ConfigureAwait(false);
            }

            _both?.Dispose();
        }

        private async ValueTask<bool> OpenAsync()
        {
            if (_isOpened)
            {
                return false; // it could not be
            }

            _isOpened = true;
            var opened = await _stream.OpenAsync(_token).ConfigureAwait(false);
            _items = opened.GetAsyncEnumerator(_token);
            return await _items.MoveNextAsync().ConfigureAwait(false);
        }
    }

    private CancellationToken Cancellation => cancellation;
}
