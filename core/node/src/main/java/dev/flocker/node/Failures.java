package dev.flocker.node;

import dev.flocker.api.node.Failure;
import dev.flocker.node.host.Cancelled;
import dev.flocker.node.host.RunLock;
import dev.flocker.node.plugin.Plugins;
import java.util.Map;

/** Whose fault it is that a request failed, as the controller hears it. */
record Failures(Plugins plugins) {

  Map<String, String> encode(Throwable e) {
    return switch (e) {
      case Failure f -> failure("step", f.what(), f.why(), f.remedy());
      case Cancelled c -> failure("cancelled", "", "interrupted", "");
      case RunLock.Held held ->
          failure("lock", "", held.holder(), "wait for it, or give --lock-timeout");
      default ->
          failure("plugin", who(e) + where(e), e.toString(), "report this to the plugin's author");
    };
  }

  private String who(Throwable e) {
    return plugins.toBlame(e).map(origin -> "plugin " + origin + ", ").orElse("");
  }

  private static String where(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? "unknown place" : trace[0].toString();
  }

  private static Map<String, String> failure(String kind, String what, String why, String remedy) {
    return Map.of("kind", kind, "what", what, "why", why, "remedy", remedy);
  }
}
