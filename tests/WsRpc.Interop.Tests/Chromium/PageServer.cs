using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WsRpc.Interop.Tests;

/// <summary>Serves the pages beside this file and takes their reports.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PageServer(WebApplication app, Reports reports) => (_app, Reports) = (app, reports);

    public Reports Reports { get; }

    public string Origin => _app.Urls.Single();

    public static async Task<PageServer> StartAsync()
    {
        var reports = new Reports();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/{page}.html", (string page) => Results.Text(File.ReadAllText(Tool.FileOf($"Chromium/{Path.GetFileName(page)}.html")), "text/html"));
        app.MapPost("/report/{id}", async (string id, HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            reports.Add(id, await reader.ReadToEndAsync());
        });
        await app.StartAsync();
        return new PageServer(app, reports);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
