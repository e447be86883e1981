package dev.flocker.node.transfer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SSH public key that one node is told of by another: its type and its blob, and nothing that
 * could begin a line of its own in the file that it is written to.
 */
public record PublicKey(String type, String blob) {

  private static final Pattern FORM =
      Pattern.compile("([a-z][a-z0-9@.-]{2,63}) ([A-Za-z0-9+/]{16,8192}={0,2})( [^\\p{Cntrl}]*)?");

  /** The only kind that a transfer uses: 51 bytes. */
  private static final Pattern ED25519 = Pattern.compile("ssh-ed25519 [A-Za-z0-9+/]{68}");

  /**
   * Reads a line of a {@code .pub} file; a comment is left out.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static PublicKey parse(String text) {
    Matcher m = FORM.matcher(text.strip());
    if (!m.matches()) {
      throw new IllegalArgumentException("no public key");
    }
    return new PublicKey(m.group(1), m.group(2));
  }

  /**
   * Reads the key of a transfer.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static PublicKey ofTransfer(String text) {
    PublicKey key = parse(text);
    if (!ED25519.matcher(key.toString()).matches()) {
      throw new IllegalArgumentException("no key of a transfer");
    }
    return key;
  }

  @Override
  public String toString() {
    return type + " " + blob;
  }
}
