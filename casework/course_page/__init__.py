"""What a course's page is made of: each part a plain value, so that a page shows what its reader may see."""
