"""What a message means for the safety of the young person. Pure: data comes in, an assessment goes out."""
