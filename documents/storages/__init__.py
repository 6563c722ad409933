"""Where sealed bytes lie: in a folder, or in a bucket of an S3-compatible server."""
