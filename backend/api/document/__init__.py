"""What the OpenAPI document says beyond what the code of the routes says by itself."""
