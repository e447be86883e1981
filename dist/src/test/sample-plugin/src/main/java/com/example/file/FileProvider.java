package com.example.file;

import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Provider;
import org.pf4j.Extension;

/** Provides files on any node. */
@Extension
public final class FileProvider implements Provider<FileSpec, FileState> {

  @Override
  public String type() {
    return FileType.NAME;
  }

  @Override
  public String name() {
    return "posix";
  }

  @Override
  public boolean accepts(FileSpec spec) {
    return true;
  }

  @Override
  public NodeHalf<FileState> node() {
    return new FileNode();
  }
}
