package dev.flocker.node.wire;

import dev.flocker.api.Ref;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls as plain values. */
public final class Calls {

  private Calls() {}

  public static Map<String, Object> encode(Call call) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("provider", call.provider());
    plain.put("operation", call.operation().name().toLowerCase(Locale.ROOT));
    plain.put("project", call.project());
    plain.put("ref", call.ref().toString());
    plain.put("arguments", call.arguments());
    return plain;
  }

  /**
   * @throws IllegalArgumentException if {@link #encode} did not make it
   */
  public static Call decode(@Nullable Object plain) {
    Message message = Message.of(plain);
    Map<String, Object> arguments = new LinkedHashMap<>();
    message
        .message("arguments")
        .body()
        .forEach(
            (name, value) -> {
              if (value != null) {
                arguments.put(name, value);
              }
            });
    return new Call(
        message.text("provider"),
        Call.Operation.valueOf(message.text("operation").toUpperCase(Locale.ROOT)),
        message.text("project"),
        Ref.parse(message.text("ref")),
        arguments);
  }
}
