package dev.flocker.cli.console;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Prints what a program says while it says it: to whatever reads that as it is, and to a terminal
 * only what does not steer it.
 */
public final class Passage {

  private final Console console;
  private final boolean errors;
  private final boolean asItIs;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private ByteBuffer rest = ByteBuffer.allocate(0);
  private boolean returned;

  /**
   * @param errors whether it goes where errors go
   * @param asItIs whether what reads it is no terminal, or is meant to obey
   */
  public Passage(Console console, boolean errors, boolean asItIs) {
    this.console = console;
    this.errors = errors;
    this.asItIs = asItIs;
  }

  public void print(byte[] bytes, int length) {
    if (asItIs) {
      console.pass(bytes, length, errors);
    } else {
      console.part(text(bytes, length), errors);
    }
  }

  /** A character, or the end of a line, may come in two parts. */
  private String text(byte[] bytes, int length) {
    ByteBuffer all = ByteBuffer.allocate(rest.remaining() + length);
    all.put(rest).put(bytes, 0, length).flip();
    CharBuffer decoded = CharBuffer.allocate(all.remaining() + 1);
    decoder.decode(all, decoded, false);
    rest = all.slice();
    String text = (returned ? "\r" : "") + decoded.flip();
    returned = text.endsWith("\r");
    return (returned ? text.substring(0, text.length() - 1) : text).replace("\r\n", "\n");
  }
}
