package dev.flocker.zfs;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Version;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that flocker records of a copy, as the text of one user property: ZFS writes one property at
 * a time, so a record in one of them is never half written.
 */
final class CopyRecord {

  /** A user property's value, in bytes: 1024 with its end in pool version 23, 8192 in OpenZFS. */
  private static final int LONGEST = 1023;

  private static final String ID = "[A-Za-z0-9-]{1,64}";
  private static final Pattern FORM =
      Pattern.compile(
          ("1 volume=(ID) generation=([0-9]{1,18}) promotion=(ID) role=([a-z-]+)"
                  + "(?: to=(ID) version=([0-9]{1,20}):([A-Za-z0-9_.:-]+))?"
                  + " peers=((?:ID(?:,ID)*)?)")
              .replace("ID", ID));

  private CopyRecord() {}

  static String format(Copy copy) {
    String handoff =
        copy.handoff()
            .map(
                h ->
                    " to=%s version=%s:%s"
                        .formatted(h.node(), h.version().guid(), h.version().snapshot()))
            .orElse("");
    String text =
        "1 volume=%s generation=%d promotion=%s role=%s%s peers=%s"
            .formatted(
                copy.volume(),
                copy.generation(),
                copy.promotion(),
                copy.role().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                handoff,
                String.join(",", copy.peers()));
    if (text.length() > LONGEST) {
      throw new Failure(
          "the record of a volume",
          copy.peers().size() + " nodes have held copies of it, more than its record can name",
          "promote a copy under a new volume, or destroy copies that nobody needs");
    }
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("no record: " + text);
    }
    return text;
  }

  /**
   * Reads what {@link #format} wrote.
   *
   * @param dataset for the message
   * @throws Failure if it is anything else: a record that cannot be read is not an absent one
   */
  static Copy parse(String text, String dataset, List<Version> versions, boolean open) {
    Matcher m = FORM.matcher(text);
    Optional<Role> role = m.matches() ? role(m.group(4)) : Optional.empty();
    if (role.isEmpty() || (m.group(5) != null) != (role.get() == Role.HANDING_OFF)) {
      throw new Failure(
          dataset,
          "its property flocker:copy reads \""
              + text
              + "\", which this flocker does not understand",
          "use the flocker that wrote it, or restore the property");
    }
    Optional<Copy.Handoff> handoff =
        Optional.ofNullable(m.group(5))
            .map(node -> new Copy.Handoff(node, new Version(m.group(7), m.group(6))));
    List<String> peers = m.group(8).isEmpty() ? List.of() : List.of(m.group(8).split(","));
    return new Copy(
        m.group(1),
        Long.parseLong(m.group(2)),
        m.group(3),
        role.get(),
        handoff,
        peers,
        versions,
        open);
  }

  private static Optional<Role> role(String text) {
    for (Role role : Role.values()) {
      if (role.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
