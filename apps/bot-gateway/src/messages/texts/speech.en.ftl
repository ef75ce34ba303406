transcript-progress = 🎧 Listening… { $percent }%
