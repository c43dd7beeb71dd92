using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;

namespace WsRpc.Fuzz.Engine;

/// <summary>
/// The input under way, in a file mapped into memory: it outlives the process. A read behind guarded memory, or a stack that overflows, ends
/// the process before anybody could say what it was about.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const int LengthOctets = sizeof(int);

    private readonly string _path;
    private readonly byte[] _octets;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public Journal(string folder, int maxLength)
    {
        Directory.CreateDirectory(folder);
        _path = Path.Combine(folder, "under-way");
        KeepWhatWasUnderWay(folder);
        _octets = new byte[LengthOctets + maxLength];
        _file = MemoryMappedFile.CreateFromFile(_path, FileMode.Create, null, _octets.Length);
        _view = _file.CreateViewAccessor();
    }

    public void Note(byte[] input)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_octets, input.Length);
        input.CopyTo(_octets.AsSpan(LengthOctets));
        _view.WriteArray(0, _octets, 0, LengthOctets + input.Length);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
        File.Delete(_path);
    }

    private void KeepWhatWasUnderWay(string folder)
    {
        if (File.Exists(_path) && File.ReadAllBytes(_path) is { Length: > LengthOctets } octets)
        {
            var length = Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(octets), 0, octets.Length - LengthOctets);
            InputFile.Write(Path.Combine(folder, "process-ended.hex"), octets[LengthOctets..][..length], "An earlier run did not survive this.");
        }
    }
}
