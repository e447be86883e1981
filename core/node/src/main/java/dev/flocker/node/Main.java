package dev.flocker.node;

import dev.flocker.node.plugin.BadPlugin;
import dev.flocker.node.plugin.Plugins;
import dev.flocker.node.wire.Wire;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Started by the controller over SSH. Standard output is the protocol; whatever else prints goes to
 * standard error.
 */
public final class Main {

  /** The payload was made for another controller than the one that speaks. */
  static final int BAD_PLUGIN = 5;

  private Main() {}

  /** Third parties' jars, below the payload, where this process is started. */
  private static final Path PLUGINS = Path.of("plugins");

  /**
   * @param args flocker's directory on this node
   */
  public static void main(String[] args) throws Exception {
    System.setOut(System.err);
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    FileInputStream in = new FileInputStream(FileDescriptor.in);
    out.write((Wire.MARKER + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      Plugins plugins = Plugins.load(Plugins.jarsIn(PLUGINS));
      Site site = Site.of(System.getProperty("user.name"), Path.of(args[0]));
      new Agent(new Wire(in, out), plugins, site, Wire.SILENCE).serve();
      System.exit(0);
    } catch (BadPlugin e) {
      System.err.println(e.getMessage());
      System.exit(BAD_PLUGIN);
    }
  }
}
