package dev.flocker.zfs;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Bytes that a handover adds at most: looked at when a node is introduced, not at the stop. */
  private static final int HANDOVER = 160;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String ID = "[A-Za-z0-9-]{1,64}";
  private static final Pattern FORM =
      Pattern.compile(
          ("1 volume=(ID) generation=([0-9]{1,18}) promotion=(ID) role=([a-z-]+)"
                  + "(?: to=(ID) version=([0-9]{1,20}):([A-Za-z0-9_.:-]+))?"
                  + " peers=((?:PEER(?:,PEER)*)?)")
              .replace("PEER", "ID(?::[A-Za-z0-9._-]{1,64})?")
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
    String before =
        "1 volume=%s generation=%d promotion=%s role=%s%s peers="
            .formatted(
                copy.volume(), copy.generation(), copy.promotion(), copy.role().word(), handoff);
    String text = before + peers(copy, LONGEST - HANDOVER - before.length());
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("no record: " + text);
    }
    return text;
  }

  /**
   * The same, for a record that is to be written.
   *
   * @param before what it replaces; empty if there is none
   * @throws Failure if it is too long, or would be once it is handed over
   */
  static String format(Copy next, Optional<Copy> before) {
    String text = format(next);
    boolean grows = before.map(b -> next.peers().size() > b.peers().size()).orElse(true);
    if (text.length() > (grows ? LONGEST - HANDOVER : LONGEST)) {
      throw new Failure(
          "the record of a volume",
          next.peers().size() + " nodes have held copies of it, more than its record can name",
          "say of one that is gone for good: flocker volume forget PROJECT/NAME --gone NODE");
    }
    return text;
  }

  /** Names give way to ids: what does not fit goes without. */
  private static String peers(Copy copy, int room) {
    int left = room - String.join(",", copy.peers()).length();
    List<String> peers = new ArrayList<>();
    for (String id : copy.peers()) {
      String name = copy.names().getOrDefault(id, "");
      boolean fits = NAME.matcher(name).matches() && name.length() < left;
      left -= fits ? name.length() + 1 : 0;
      peers.add(fits ? id + ":" + name : id);
    }
    return String.join(",", peers);
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
    List<String> peers = new ArrayList<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (String peer : m.group(8).isEmpty() ? new String[0] : m.group(8).split(",")) {
      int colon = peer.indexOf(':');
      peers.add(colon < 0 ? peer : peer.substring(0, colon));
      if (colon >= 0) {
        names.put(peers.getLast(), peer.substring(colon + 1));
      }
    }
    return new Copy(
        m.group(1),
        Long.parseLong(m.group(2)),
        m.group(3),
        role.get(),
        handoff,
        peers,
        versions,
        open,
        names);
  }

  private static Optional<Role> role(String text) {
    for (Role role : Role.values()) {
      if (role.word().equals(text)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
